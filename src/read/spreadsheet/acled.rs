use crate::model::Fault;
use crate::read::spreadsheet::Sheet;

pub(super) fn read(_sheet: Sheet<'_>) -> Result<(), Fault> {
    Ok(())
}
