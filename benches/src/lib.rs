//! What is measured, and on which pages. The two programs beside this measure it, one in time and one in memory, so that both say the
//! same of the same work.

pub mod bare;
pub mod grown;
pub mod pages;
pub mod subjects;
pub mod table;
