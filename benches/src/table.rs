//! Figures by row and page, and the numbers that stand for them in a table.

/// Figures under a name, a list for each page.
#[derive(Debug)]
pub struct Row<T> {
    /// What was measured.
    pub name: &'static str,
    /// A list of figures for each page.
    pub pages: Vec<Vec<T>>,
    /// Pages of which nothing came out.
    pub failed: usize,
}

/// Rows in the order in which they were first measured.
#[derive(Debug)]
pub struct Rows<T> {
    /// The rows.
    pub rows: Vec<Row<T>>,
    page: usize,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), page: 0 }
    }
}

impl<T> Rows<T> {
    /// Says which page is measured from now on.
    pub fn on_page(&mut self, page: usize) {
        self.page = page;
    }

    /// Keeps a figure of the page.
    pub fn push(&mut self, name: &'static str, figure: T) {
        let page = self.page;
        let row = self.row(name);
        row.pages.resize_with(row.pages.len().max(page + 1), Vec::new);
        row.pages[page].push(figure);
    }

    /// Counts a page of which nothing came out.
    pub fn failed(&mut self, name: &'static str) {
        self.row(name).failed += 1;
    }

    fn row(&mut self, name: &'static str) -> &mut Row<T> {
        let at = self.rows.iter().position(|row| row.name == name).unwrap_or_else(|| {
            self.rows.push(Row { name, pages: Vec::new(), failed: 0 });
            self.rows.len() - 1
        });
        &mut self.rows[at]
    }
}

/// The value below which a share of the values lies; 0 of none.
pub fn quantile(values: impl IntoIterator<Item = f64>, share: f64) -> f64 {
    let mut values: Vec<_> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    #[expect(clippy::cast_sign_loss, reason = "a share of a length is none")]
    let at = (share * values.len() as f64) as usize;
    values.get(at.min(values.len().saturating_sub(1))).copied().unwrap_or(0.0)
}

/// The middle value.
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    quantile(values, 0.5)
}
