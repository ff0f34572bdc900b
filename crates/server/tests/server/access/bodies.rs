//! What each route is called with.

use serde_json::{Value, json};

use super::Things;

impl Things {
    /// What administrators and operators send.
    fn staff_body(&self, line: &str) -> Option<Value> {
        let body = match line {
            "POST /staff/batches" | "PUT /staff/batches/{id}/plan" => {
                let plan = &self.api.world.batch.plan;
                json!({
                    "name": "又一批", "mode": {"mode": "group"}, "schools": [], "cohorts": [],
                    "window": {
                        "opens_at": plan.window.opens_at.to_string(),
                        "closes_at": plan.window.closes_at.to_string(),
                    },
                    "rules": {
                        "spec": plan.rules.spec.as_str(), "background": "#64c5ff",
                        "capture": ["album"], "attempts_limit": 3, "free_checks_limit": 10,
                        "replace_within_days": 2, "price_fen": 0, "originals_days": 30,
                        "portraits_days": 180, "glasses": "allowed", "review": "centre",
                    },
                    "notice": {"zh": "", "en": ""}, "slug": "another",
                })
            }
            "POST /submissions/{id}/change-requests" => {
                json!({"change": "void", "reason": "student-asked"})
            }
            "POST /change-requests/{id}/answer" => json!({"answer": "decline"}),
            "POST /reviews/sets" | "POST /reviews/second-looks/next" => json!({}),
            "POST /reviews/second-looks/{id}" => json!({"decision": "approve"}),
            "POST /reviews/sets/{id}/approval" => json!({"count": 0}),
            "POST /staff/batches/{id}/steps" => json!({"step": "pause"}),
            "PUT /staff/centre" => json!({
                "name": "采集中心", "support_contact": "", "identity_columns": "refused",
                "mails_portraits": true, "portrait_letters": "link",
            }),
            "PUT /staff/centre/reasons" => json!({"reasons": [{
                "title": {"zh": "围巾遮住下巴", "en": "A scarf over the chin"},
                "advice": {"zh": "摘下围巾", "en": "Take the scarf off"},
                "example": "jewellery",
            }]}),
            "POST /staff/schools" => json!({"code": "10575", "name": "又一所"}),
            "POST /staff/schools/{id}/units" => json!({"kind": "college", "name": "理学院"}),
            "POST /staff/schools/{id}/classes" => json!({"name": "2班"}),
            "PATCH /staff/schools/{id}"
            | "PATCH /staff/units/{id}"
            | "PATCH /staff/classes/{id}" => {
                json!({"name": "新名字"})
            }
            "POST /staff/members" => json!({
                "login": "newcomer", "name": "新人", "password": "a long enough password",
                "roles": [{"role": "operator"}],
            }),
            "PUT /staff/members/{id}/roles" => json!({"roles": [{"role": "operator"}]}),
            "PUT /staff/members/{id}/password" => json!({"password": "a long enough password"}),
            "POST /staff/announcements" => json!({
                "zh": {"title": "停机通知", "text": "周日停机。"}, "until": "2023-10-01T00:00:00Z",
            }),
            "POST /staff/enquiries/{id}/answer" => json!({"answer": "周一九点。", "seen": 1}),
            "POST /production/shops" => json!({
                "shop": "彩印店", "paper": "six-inch", "long_mm": 115.7, "short_mm": 77.3,
            }),
            "POST /batches/{id}/discs" => {
                json!({"school": "10574", "form": "cd", "template": "{number}.jpg"})
            }
            "POST /list-exports" => json!({
                "batch": self.api.world.batch.id, "form": "csv", "reason": "compare",
            }),
            "POST /staff/standards" => json!({
                "based_on": "guangdong-2023", "name": "another",
                "title": {"zh": "另一个", "en": "Another"},
            }),
            "PUT /staff/standards/{reference}" => json!({
                "revision": 1, "title": {"zh": "本中心", "en": "Ours"}, "rules": [],
            }),
            "POST /staff/standards/{reference}/activation" => json!({"revision": 1, "batches": []}),
            "POST /staff/counter/payload" => json!({"payload": "no code at all"}),
            "POST /staff/regions" => json!({"name": "河源", "slug": "heyuan"}),
            "POST /staff/regions/{id}/studios" => json!({"name": "影楼", "address": "一号"}),
            "POST /staff/studios/{id}/slots" => json!({
                "date": "2023-09-13", "from": "09:00", "until": "10:00", "minutes": 30, "capacity": 2,
            }),
            _ => return None,
        };
        Some(body)
    }

    pub(super) fn body(&self, line: &str) -> Option<Value> {
        let body = match line {
            "POST /enquiries" => json!({
                "batch": self.api.world.batch.id.to_string(), "question": "什么时候上班？",
            }),
            "POST /sign-in/codes" => json!({"phone": "19900000009"}),
            "POST /sign-in/phone" | "PUT /account/phone" => {
                json!({"phone": "19900000009", "code": "000000"})
            }
            "POST /sign-in/wechat" => json!({"login_code": "user-9:a"}),
            "POST /staff/sign-in" => json!({"login": "nobody", "password": "x"}),
            "POST /staff/me/password" => json!({"current": "x", "new": "y"}),
            "POST /staff/me/second-factor/confirm" => json!({"code": "000000"}),
            "PATCH /account" => json!({"language": "en"}),
            "PUT /consents/{purpose}" | "PUT /degrees/{id}/consents/{purpose}" => {
                json!({"text_version": 1})
            }
            "POST /degrees" => json!({
                "batch": self.api.world.batch.id, "feature_code": "J9VG24",
                "last_four": "002X", "payload": "no code at all",
            }),
            "POST /degrees/{id}/confirm" => json!({"at_registry": "no-portrait"}),
            "POST /degrees/{id}/portrait-mail/code" => {
                json!({"to": "someone@example.org", "language": "zh"})
            }
            "POST /degrees/{id}/portrait-mail" => {
                json!({"to": "someone@example.org", "code": "000000", "language": "zh"})
            }
            "POST /degrees/{id}/move" => json!({"batch": self.late_batch}),
            "POST /captures/{id}/complete" => json!({"source": "album", "parts": 9}),
            "POST /photos/{id}/confirm" => json!({"accepted": []}),
            "POST /submissions/{id}/allowance" => json!({"checks": 1, "reason": "service-fault"}),
            "POST /degrees/{id}/release" => json!({"reason": "student-asked"}),
            "POST /reviews/next" | "PUT /submissions/{id}/claim" => json!({}),
            "POST /submissions/{id}/decision" => {
                json!({"photo": self.photo, "decision": "approve"})
            }
            "POST /appointments" => json!({"degree": self.lonely_degree, "slot": self.slot}),
            "POST /appointments/{id}/move" => json!({"slot": self.slot}),
            _ => {
                return self
                    .staff_body(line)
                    .or_else(|| self.till.body(line, self.degree));
            }
        };
        Some(body)
    }
}
