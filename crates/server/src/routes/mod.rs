//! The routes, in a folder per audience. A handler takes a request apart, calls one use case, and shows
//! what came of it.
//!
//! | folder | who calls |
//! |---|---|
//! | `public` | anybody, without a session |
//! | `student` | a student, about the own things |
//! | `staff` | a member of staff |
//! | `shared` | the student whose thing it is, and staff whose roles reach it |
//!
//! A file is named after the thing, as in `app`. Its function `routes` is a table of its handlers and
//! what each of them needs.

mod public;
mod shared;
mod staff;
mod student;
pub(crate) mod system;

use crate::route::Group;

/// Every route below `/api/v1`.
pub(crate) fn all() -> Vec<Group> {
    let audiences = [
        public::router(),
        student::router(),
        shared::router(),
        staff::router(),
    ];
    audiences.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use axum::http::Method;
    use utoipa::openapi::path::Paths;

    use super::*;
    use crate::needs::{Needs, RateClass, Who};

    #[track_caller]
    fn check_audience(groups: Vec<Group>, expected: Who) {
        for route in groups.into_iter().flat_map(|group| group.routes) {
            let (_, paths, _) = &route.described;
            // Staff who still have to set a second factor up are staff.
            let who = match route.needs.who {
                Who::StaffInSetUp => Who::Staff,
                who => who,
            };
            assert_eq!(who, expected, "{:?}", paths.paths.keys());
        }
    }

    #[test]
    fn a_folder_has_routes_of_one_audience() {
        check_audience(public::router(), Who::Public);
        check_audience(student::router(), Who::Student);
        check_audience(staff::router(), Who::Staff);
        check_audience(shared::router(), Who::StudentOrStaff);
    }

    fn has(paths: &Paths, method: &Method, path: &str) -> bool {
        paths.paths.get(path).is_some_and(|item| match *method {
            Method::GET => item.get.is_some(),
            Method::PUT => item.put.is_some(),
            Method::POST => item.post.is_some(),
            Method::PATCH => item.patch.is_some(),
            Method::DELETE => item.delete.is_some(),
            _ => false,
        })
    }

    fn needs_of(method: &Method, path: &str) -> Option<Needs> {
        let mut routes = all().into_iter().flat_map(|group| group.routes);
        let found = routes.find(|route| has(&route.described.1, method, path));
        found.map(|route| route.needs)
    }

    #[track_caller]
    fn check(method: &Method, path: &str, expected: RateClass) {
        let found = needs_of(method, path).map(|needs| needs.rate);
        assert_eq!(found, Some(expected), "{path}");
    }

    #[test]
    fn requests_are_counted_by_what_they_cost() {
        check(&Method::POST, "/sign-in/codes", RateClass::SignIn);
        check(&Method::POST, "/staff/sign-in", RateClass::SignIn);
        check(&Method::GET, "/batches/by-code/{code}", RateClass::Lookup);
        check(&Method::GET, "/regions", RateClass::Lookup);
        check(&Method::POST, "/degrees", RateClass::Upload);
        check(&Method::GET, "/degrees", RateClass::Read);
        check(&Method::POST, "/degrees/{id}/captures", RateClass::Write);
        check(&Method::POST, "/captures/{id}/photo", RateClass::Upload);
        check(
            &Method::PUT,
            "/captures/{id}/parts/{number}",
            RateClass::Upload,
        );
        check(&Method::GET, "/captures/{id}/parts", RateClass::Read);
        check(&Method::POST, "/captures/{id}/complete", RateClass::Write);
        check(&Method::DELETE, "/account", RateClass::Write);
    }

    #[test]
    fn reading_costs_less_than_changing() {
        for route in all().into_iter().flat_map(|group| group.routes) {
            let (_, paths, _) = &route.described;
            let reads = matches!(route.needs.rate, RateClass::Read | RateClass::Lookup);
            let gets = paths.paths.values().all(|item| item.get.is_some());
            assert_eq!(reads, gets, "{:?}", paths.paths.keys());
        }
    }
}
