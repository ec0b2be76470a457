//! What a visitor's cookie stands for today.

use domain::consent::Standing;

use crate::Service;

impl Service {
    /// What stands, given the value of the choice cookie and whether the request carries `Sec-GPC: 1`.
    #[must_use]
    pub fn standing(&self, cookie: Option<&str>, gpc: bool) -> Standing {
        Standing::of(self.register(), cookie, gpc, self.today())
    }
}

#[cfg(test)]
mod tests {
    use domain::consent::Ask;
    use jiff::civil::date;

    use crate::testing::Bench;

    /// 21 November 2026 23:30 UTC is half past midnight on the 22nd in Denmark.
    #[tokio::test]
    async fn the_day_is_the_day_in_denmark() {
        let bench = Bench::open().await;
        bench.set_clock("2026-11-21T23:30:00Z");
        assert_eq!(bench.service.today(), date(2026, 11, 22));
        bench.set_clock("2026-07-21T22:30:00Z");
        assert_eq!(bench.service.today(), date(2026, 7, 22));
    }

    #[tokio::test]
    async fn without_a_choice_everything_is_asked_unless_the_browser_says_no() {
        let bench = Bench::open().await;
        let service = &bench.service;
        assert_eq!(service.standing(None, false).ask, Ask::Everything);
        assert_eq!(service.standing(None, true).ask, Ask::Signalled);
        assert_eq!(service.standing(Some("forged"), false).ask, Ask::Everything);
    }
}
