//! The evidence that a request leaves: a record, sealed with its case's key, and a leaf.

use domain::problem::Problem;
use domain::rights::{Case, Request, RequestRecord, Step, leaf_kind};

use crate::act::Act;
use crate::sealing::OwnerKey;
use crate::{Service, problem};

impl Service {
    /// Draws the evidence of a step that led to `request` as it is now; none where the step leaves none.
    pub(super) fn draw_request_record(
        &self,
        key: &OwnerKey,
        case: &Case,
        request: &Request,
        step: Option<Step>,
    ) -> Result<Option<Act>, Problem> {
        let Some(kind) = leaf_kind(step, request.status()) else {
            return Ok(None);
        };
        let at = self.now();
        let record = RequestRecord {
            schema: RequestRecord::SCHEMA.to_owned(),
            id: self.chance().uuid_v7(at),
            case: key.owner,
            request: request.id(),
            right: request.right(),
            step,
            received: case.received,
            due: request.deadline(case.received, self.today()).due,
            status: request.status().dpv().to_owned(),
            justification: request.justification().map(str::to_owned),
            at,
            register: self.register().version(),
        };
        let bytes = record.to_bytes().map_err(problem::of_form)?;
        Ok(Some(self.draw_act(kind, key, record.id, bytes)))
    }
}
