//! The setup before the first student: a centre, two schools with colleges and teaching
//! points, staff, a region with a studio, five batches and their rosters.

use anyhow::{Context, Result};
use app::batch::NewBatch;
use app::batch::NewMode;
use app::batch::NewPlan;
use app::organisation::NewCentre;
use app::roster::ImportRoster;
use app::sign_in::Login;
use app::staff::NewStaff;
use app::studio::NewSlots;
use app::studio::NewStudio;
use app::{App, Caller, Expected};
use app::{batch, organisation, region, roster, staff, studio};
use documents::roster::RosterLine;
use domain::{
    Batch, BatchNotice, CentreId, Cohort, CollectionWindow, DrawnExample, FeatureCode, Level,
    LinkSlug, OwnWords, PersonName, Region, Role, School, SlotId, Staff, StudentNumber, UnitKind,
    WishedReason, YearMonth,
};
use secrecy::SecretString;
use standard::Text;
use time::Month;

use crate::calendar::Calendar;
use crate::campaign::Campaign;
use crate::names::{CENTRE, PASSWORD, Post, REGION_SLUG, SCHOOLS, STAFF};
use crate::people::{self, Enrolled};
use crate::service::Service;

/// Title, advice and drawing of the centre's own reasons.
const REASONS: [([&str; 2], [&str; 2], DrawnExample); 2] = [
    (
        ["围巾、丝巾遮住下巴", "A scarf over the chin"],
        [
            "摘下围巾，露出下巴和衣领",
            "Take the scarf off: chin and collar are seen",
        ],
        DrawnExample::Jewellery,
    ),
    (
        [
            "军训服、校服以外的制服",
            "A uniform other than the school's",
        ],
        ["换上素色有领的便服", "Wear plain clothes with a collar"],
        DrawnExample::ClothesPattern,
    ),
];

/// What was founded.
#[derive(Debug)]
pub(crate) struct World {
    batches: Vec<(Campaign, Batch)>,
    staff: Vec<Staff>,
    /// Slots of the coming days, the next first.
    pub(crate) slots: Vec<SlotId>,
}

impl World {
    /// The batch of a campaign.
    ///
    /// # Errors
    /// None was founded.
    pub(crate) fn batch(&self, campaign: Campaign) -> Result<&Batch> {
        let found = self.batches.iter().find(|(other, _)| *other == campaign);
        Ok(&found.context("the campaign has no batch")?.1)
    }

    /// The member of staff with a post.
    ///
    /// # Errors
    /// No member of staff has the post.
    pub(crate) fn staff(&self, post: Post) -> Result<Caller> {
        let place = STAFF.iter().position(|employee| employee.post == post);
        let staff = place.and_then(|place| self.staff.get(place));
        let staff = staff.context("nobody holds the post")?;
        Ok(Caller::Staff(Box::new(staff.clone())))
    }
}

/// Founds everything, as an operator would at the command line.
///
/// # Errors
/// Those of the use cases.
pub(crate) async fn found(service: &Service, calendar: Calendar) -> Result<World> {
    let app = &service.app;
    let centre = NewCentre {
        name: CENTRE.to_owned(),
        support_contact: "020-0000 0000（9:00–17:00，示例号码）".to_owned(),
    };
    let centre = organisation::create_centre(app, &Caller::System, centre)
        .await?
        .id;
    let schools = found_schools(app, centre).await?;
    let staff = employ(app, centre, &schools).await?;
    add_reasons(app, &staff).await?;
    let slug = LinkSlug::parse(REGION_SLUG)?;
    let name = "韶关".to_owned();
    let region = region::create(app, &Caller::System, centre, name, slug).await?;
    let slots = offer_slots(app, &region, calendar).await?;
    let mut batches = Vec::new();
    for campaign in Campaign::ALL {
        let batch = announce(app, campaign, &region, calendar).await?;
        import_rosters(app, campaign, &batch).await?;
        batches.push((campaign, batch));
    }
    Ok(World {
        batches,
        staff,
        slots,
    })
}

/// Reasons that the centre adds to the standard ones.
async fn add_reasons(app: &App, staff: &[Staff]) -> Result<()> {
    let place = STAFF.iter().position(|one| one.post == Post::Administrator);
    let administrator = place.and_then(|place| staff.get(place));
    let administrator = administrator.context("nobody administers the centre")?;
    let caller = Caller::Staff(Box::new(administrator.clone()));
    let text = |[zh, en]: [&str; 2]| Text::new(zh.to_owned(), en.to_owned());
    let wished = REASONS.map(|(title, advice, example)| {
        Ok(WishedReason {
            code: None,
            words: OwnWords::new(text(title), text(advice), Some(example))?,
            is_retired: false,
        })
    });
    let wished: Result<Vec<_>> = wished.into_iter().collect();
    organisation::decide_reasons(app, &caller, wished?, &Expected::Any).await?;
    Ok(())
}

async fn found_schools(app: &App, centre: CentreId) -> Result<Vec<School>> {
    let mut schools = Vec::new();
    for names in &SCHOOLS {
        let (code, name) = (names.code.parse()?, names.name.to_owned());
        let school = organisation::create_school(app, &Caller::System, centre, code, name).await?;
        for college in names.colleges {
            let (kind, name) = (UnitKind::College, (*college).to_owned());
            organisation::create_unit(app, &Caller::System, school.id, kind, name).await?;
        }
        for teaching_point in names.teaching_points {
            let (kind, name) = (UnitKind::TeachingPoint, (*teaching_point).to_owned());
            organisation::create_unit(app, &Caller::System, school.id, kind, name).await?;
        }
        schools.push(school);
    }
    Ok(schools)
}

async fn employ(app: &App, centre: CentreId, schools: &[School]) -> Result<Vec<Staff>> {
    let [first, second] = schools else {
        anyhow::bail!("the staff is of two schools");
    };
    let units = organisation::list_units(app, &Caller::System, first.id).await?;
    let college = units
        .iter()
        .find(|unit| unit.name == SCHOOLS[0].colleges[0])
        .context("the college was not entered")?;
    let mut staff = Vec::new();
    for employee in &STAFF {
        let role = match employee.post {
            Post::Administrator => Role::Administrator,
            Post::Operator => Role::Operator,
            Post::CentreReviewer | Post::SecondReviewer => Role::CentreReviewer,
            Post::SchoolReviewer => Role::SchoolReviewer { school: second.id },
            Post::SchoolOfficer => Role::SchoolOfficer { school: first.id },
            Post::UnitOfficer => Role::UnitOfficer {
                school: first.id,
                unit: college.id,
            },
        };
        let new = NewStaff {
            centre,
            login: Login::parse(employee.login)?,
            name: PersonName::parse(employee.name)?,
            roles: vec![role],
            password: SecretString::from(PASSWORD),
        };
        staff.push(staff::create(app, &Caller::System, new).await?);
    }
    Ok(staff)
}

async fn offer_slots(app: &App, region: &Region, calendar: Calendar) -> Result<Vec<SlotId>> {
    let new = NewStudio {
        region: region.id,
        name: "韶关示范影棚".to_owned(),
        address: "韶关市浈江区示范路 1 号".to_owned(),
    };
    let studio = studio::create(app, &Caller::System, new).await?;
    let mut slots = Vec::new();
    for day in 1..=7 {
        let new = NewSlots {
            studio: studio.id,
            date: calendar.day(day),
            from: "09:00".parse()?,
            until: "17:00".parse()?,
            minutes: 30,
            capacity: 2,
        };
        let offered = studio::offer_slots(app, &Caller::System, new).await?;
        slots.extend(offered.iter().map(|slot| slot.id));
    }
    Ok(slots)
}

async fn announce(
    app: &App,
    campaign: Campaign,
    region: &Region,
    calendar: Calendar,
) -> Result<Batch> {
    let (opens, closes) = campaign.days();
    let graduation = graduation(campaign, calendar)?;
    let schools = campaign.schools().iter();
    let mode = match campaign.feature_code() {
        Some(code) => NewMode::Group {
            feature_code: Some(FeatureCode::parse(code)?),
        },
        None => NewMode::Individual { region: region.id },
    };
    let plan = NewPlan {
        name: name(campaign, graduation),
        mode,
        schools: schools
            .map(|school| SCHOOLS[*school].code.parse())
            .collect::<Result<_, _>>()?,
        cohorts: cohorts(graduation),
        window: CollectionWindow {
            opens_at: calendar.at(opens, 0, 0),
            closes_at: calendar.at(closes, 18, 0),
            daily_hours: None,
        },
        rules: campaign.rules()?,
        notice: notice(),
        slug: LinkSlug::parse(campaign.slug())?,
    };
    let centre = region.centre;
    let draft = batch::create(app, &Caller::System, NewBatch { centre, plan }).await?;
    Ok(batch::open(app, &Caller::System, draft.id, Expected::Any).await?)
}

fn name(campaign: Campaign, graduation: YearMonth) -> String {
    let (year, month) = (graduation.year(), graduation.month());
    let kind = match campaign {
        Campaign::Region => "韶关散拍采集",
        Campaign::Album => "毕业生图像采集（可用相册）",
        Campaign::Past | Campaign::Group | Campaign::Coming => "毕业生图像采集",
    };
    format!("{year}年{month}月{kind}")
}

fn notice() -> BatchNotice {
    BatchNotice {
        zh: "演示批次：所有学生、照片和采集码均为绘制，不对应任何真人。".to_owned(),
        en: "A demonstration: every student, photo and code is drawn and shows nobody.".to_owned(),
    }
}

fn graduation(campaign: Campaign, calendar: Calendar) -> Result<YearMonth> {
    match campaign {
        Campaign::Past => calendar.next(Month::January, -120),
        Campaign::Coming => calendar.next(Month::June, 30),
        Campaign::Region | Campaign::Album | Campaign::Group => calendar.next(Month::January, 0),
    }
}

/// As adult students graduate in January 2024: 19级高起本、21级高起专、22级专升本.
fn cohorts(graduation: YearMonth) -> Vec<Cohort> {
    let cohort = |level, years| Cohort {
        grade_year: graduation.year() - years,
        level,
        graduation,
    };
    vec![
        cohort(Level::HighSchoolToBachelor, 5),
        cohort(Level::HighSchoolToJuniorCollege, 3),
        cohort(Level::JuniorCollegeToBachelor, 2),
    ]
}

async fn import_rosters(app: &App, campaign: Campaign, batch: &Batch) -> Result<()> {
    if batch.plan.schools.is_empty() {
        return Ok(());
    }
    for (school, listed, _) in people::rosters(campaign) {
        let lines = (0..*listed)
            .map(|place| line(&people::enrolled(campaign, *school, place), batch))
            .collect::<Result<_>>()?;
        let import = ImportRoster {
            batch: batch.id,
            school: SCHOOLS[*school].code.parse()?,
            way: domain::ImportWay::Replace,
            lines,
        };
        roster::import(app, &Caller::System, import).await?;
    }
    Ok(())
}

fn line(enrolled: &Enrolled, batch: &Batch) -> Result<RosterLine> {
    let mut cohorts = batch.plan.cohorts.iter();
    let cohort = cohorts
        .find(|cohort| cohort.level == enrolled.level)
        .context("the batch has no cohort of this level")?;
    Ok(RosterLine {
        student_number: StudentNumber::parse(&enrolled.number)?,
        identity_number: None,
        college: Some(enrolled.college.to_owned()),
        teaching_point: Some(enrolled.teaching_point.to_owned()),
        class: Some(format!("{cohort}1班")),
        cohort: cohort.clone(),
    })
}
