//! Stands in for entries that are not there yet.

pub(crate) mod parser {
    use fenjie_model::{Finding, Notice};
    use fenjie_parser::{Options, Source, Unreadable};
    pub(crate) struct Parsed {
        pub(crate) notice: Notice,
        pub(crate) findings: Vec<Finding>,
    }
    pub(crate) fn parse(_: &[u8], _: &Options) -> Result<Parsed, Unreadable> {
        Err(Unreadable::NotANotice)
    }
    pub(crate) fn source(_: &[u8], _: &Options) -> Result<(Source, Vec<Finding>), Unreadable> {
        Err(Unreadable::NotANotice)
    }
}

pub(crate) mod normaliser {
    use fenjie_model::{Finding, Notice, Region, Target, Unit};
    #[derive(Debug)]
    pub(crate) struct Registry;
    pub(crate) struct Normalised {
        pub(crate) region: Option<Region>,
        pub(crate) targets: Vec<Target>,
        pub(crate) units: Vec<Unit>,
        pub(crate) findings: Vec<Finding>,
    }
    pub(crate) fn normalise(_: &Notice, _: &Registry) -> Normalised {
        Normalised { region: None, targets: Vec::new(), units: Vec::new(), findings: Vec::new() }
    }
}
