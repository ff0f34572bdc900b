//! Names in the demonstration: centre, schools, staff, links.

/// The password of all staff. The demonstration listens on the local machine only.
pub(crate) const PASSWORD: &str = "only-for-the-demo";

/// The centre's name.
pub(crate) const CENTRE: &str = "广东示范图像采集中心";

/// The end of the region's link.
pub(crate) const REGION_SLUG: &str = "shaoguan";

/// A school and what it is made of.
#[derive(Debug)]
pub(crate) struct SchoolNames {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) colleges: &'static [&'static str],
    pub(crate) teaching_points: &'static [&'static str],
}

/// The schools: one by its real name and code, one invented. Their students are all invented.
pub(crate) const SCHOOLS: [SchoolNames; 2] = [
    SchoolNames {
        code: "10576",
        name: "韶关学院",
        colleges: &["教育科学学院", "经济管理学院", "信息工程学院"],
        teaching_points: &["校本部", "南雄教学点", "乐昌教学点", "仁化教学点"],
    },
    SchoolNames {
        code: "99901",
        name: "示范职业技术学院",
        colleges: &["继续教育学院", "护理学院"],
        teaching_points: &["东校区", "西校区", "清远教学点"],
    },
];

/// What a member of staff does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Post {
    /// Of the centre.
    Administrator,
    /// Of the centre.
    Operator,
    /// Of the centre.
    CentreReviewer,
    /// Of the centre, who looks at some photos once more.
    SecondReviewer,
    /// Of the second school.
    SchoolReviewer,
    /// Of the first school.
    SchoolOfficer,
    /// Of a college of the first school.
    UnitOfficer,
}

/// Someone on the staff.
#[derive(Debug)]
pub(crate) struct Employee {
    pub(crate) post: Post,
    pub(crate) login: &'static str,
    pub(crate) name: &'static str,
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
}

/// The staff, one for each role, and two reviewers of the centre.
pub(crate) const STAFF: [Employee; 7] = [
    Employee {
        post: Post::Administrator,
        login: "admin",
        name: "示范管理员",
        zh: "中心管理员",
        en: "administrator of the centre",
    },
    Employee {
        post: Post::Operator,
        login: "operator",
        name: "示范操作员",
        zh: "中心操作员",
        en: "operator of the centre",
    },
    Employee {
        post: Post::CentreReviewer,
        login: "reviewer",
        name: "示范审核员",
        zh: "中心审核员",
        en: "reviewer of the centre",
    },
    Employee {
        post: Post::SecondReviewer,
        login: "reviewer-2",
        name: "示范复审员",
        zh: "中心审核员（第二位）",
        en: "another reviewer of the centre",
    },
    Employee {
        post: Post::SchoolReviewer,
        login: "school-reviewer",
        name: "示范校审员",
        zh: "示范职业技术学院审核员",
        en: "reviewer of the school 99901",
    },
    Employee {
        post: Post::SchoolOfficer,
        login: "school-officer",
        name: "示范学校老师",
        zh: "韶关学院老师",
        en: "officer of the school 10576",
    },
    Employee {
        post: Post::UnitOfficer,
        login: "unit-officer",
        name: "示范学院老师",
        zh: "韶关学院教育科学学院老师",
        en: "officer of a college of the school 10576",
    },
];
