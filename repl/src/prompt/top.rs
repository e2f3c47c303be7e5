//! `top()`: the table of processes, drawn several times a second on the whole screen, and all about one of them.
//!
//! `erlet_top` sends what is to be seen and gets, after a while or a key, what it shall do: `again`, `quit`,
//! `sort Column`, `show Pid`, `table`, `kill Pid`, `suspend Pid`.

use std::time::{Duration, Instant};

use ratatui::DefaultTerminal;
use ratatui::Frame;
use ratatui::crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::layout::{Constraint, Layout};
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Row, Table, TableState, Tabs};

use super::above::Turn;

/// How long a picture stays.
const PERIOD: Duration = Duration::from_millis(500);
/// Columns after the pid that is for commands only: title, and the name of what it can be sorted by.
const COLUMNS: [(&str, &str); 9] = [
    ("pid", ""),
    ("name", ""),
    ("state", ""),
    ("mailbox", "mailbox"),
    ("heap", "heap"),
    ("stack", "stack"),
    ("reds", "reductions"),
    ("in/out", "received"),
    ("doing", ""),
];
/// Columns that a screen with fewer than [`NARROW`] leaves out: stack, and messages in and out.
const DETAILS: [usize; 2] = [5, 7];
/// See [`DETAILS`].
const NARROW: u16 = 100;
/// The last line.
const KEYS: &str = " ↑↓ select  Enter detail  k kill  s suspend or resume  o order  f filter  q back";
const DETAIL_KEYS: &str = " ←→ tab  k kill  s suspend or resume  Esc table  q back";

/// See the module's text.
pub struct Top {
    turn: Turn,
    terminal: Option<DefaultTerminal>,
    selected: usize,
    tab: usize,
    filter: String,
    typing: bool,
}

/// What is on the screen.
struct View<'a> {
    /// For a table: what it is sorted by; for a process: its pid.
    subject: &'a str,
    /// Rows of a table, their pids first; or titles and texts of a process.
    parts: Vec<Vec<&'a str>>,
    is_table: bool,
}

impl Top {
    /// A view that takes the screen when it is first shown.
    pub fn new(turn: Turn) -> Top {
        Top { turn, terminal: None, selected: 0, tab: 0, filter: String::new(), typing: false }
    }

    /// Draws, and says what comes next.
    pub fn show(&mut self, words: &[&str]) -> String {
        let [kind, subject, parts @ ..] = words else { return self.leave() };
        let is_table = *kind == "table";
        let mut parts: Vec<Vec<&str>> = parts.iter().map(|part| part.split('\0').collect()).collect();
        if is_table {
            parts.retain(|row| row.iter().any(|cell| cell.contains(&self.filter)));
        }
        let view = View { subject, parts, is_table };
        if self.terminal.is_none() {
            self.turn.hold();
            match ratatui::try_init() {
                Ok(terminal) => self.terminal = Some(terminal),
                Err(_) => return self.leave(),
            }
        }
        let until = Instant::now() + PERIOD;
        loop {
            self.selected = self.selected.min(view.parts.len().saturating_sub(1));
            if !self.draw(&view) {
                return self.leave();
            }
            let left = until.saturating_duration_since(Instant::now());
            match event::poll(left).and_then(|ready| if ready { event::read().map(Some) } else { Ok(None) }) {
                Ok(None) => return "again".into(),
                Ok(Some(Event::Key(key))) if key.kind != KeyEventKind::Release => {
                    match self.key(key, &view) {
                        Some(command) if command == "quit" => return self.leave(),
                        Some(command) => return command,
                        None => {}
                    }
                }
                Ok(Some(_)) => {}
                Err(_) => return self.leave(),
            }
        }
    }

    /// Gives the screen back.
    fn leave(&mut self) -> String {
        if self.terminal.take().is_some() {
            ratatui::restore();
        }
        self.turn.release();
        *self = Top::new(self.turn.clone());
        "quit".into()
    }

    /// What a key asks of the machine.
    fn key(&mut self, key: KeyEvent, view: &View) -> Option<String> {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('c' | 'd') if control => return Some("quit".into()),
            _ if self.typing => return self.filter_key(key.code),
            KeyCode::Char('q') => return Some("quit".into()),
            KeyCode::Esc if !view.is_table => return Some("table".into()),
            KeyCode::Esc => return Some("quit".into()),
            KeyCode::Up => self.selected = self.selected.saturating_sub(1),
            KeyCode::Down => self.selected += 1,
            KeyCode::Left => self.tab = self.tab.saturating_sub(1),
            KeyCode::Right | KeyCode::Tab if !view.is_table => {
                self.tab = (self.tab + 1) % view.parts.len().max(1);
            }
            KeyCode::Char('f' | '/') if view.is_table => {
                self.typing = true;
                self.filter.clear();
            }
            KeyCode::Char('o') if view.is_table => return Some(format!("sort {}", next_order(view.subject))),
            KeyCode::Enter if view.is_table => return self.pid(view).map(|pid| format!("show {pid}")),
            KeyCode::Char('k') => return self.pid(view).map(|pid| format!("kill {pid}")),
            KeyCode::Char('s') => return self.pid(view).map(|pid| format!("suspend {pid}")),
            _ => {}
        }
        None
    }

    fn filter_key(&mut self, key: KeyCode) -> Option<String> {
        match key {
            KeyCode::Char(c) => self.filter.push(c),
            KeyCode::Backspace => drop(self.filter.pop()),
            KeyCode::Esc => {
                self.filter.clear();
                self.typing = false;
            }
            KeyCode::Enter => self.typing = false,
            _ => {}
        }
        Some("again".into())
    }

    /// The process that is selected, or shown.
    fn pid<'a>(&self, view: &View<'a>) -> Option<&'a str> {
        match view.is_table {
            true => view.parts.get(self.selected).and_then(|row| row.first()).copied(),
            false => Some(view.subject),
        }
    }

    /// Draws; whether the terminal is still there.
    fn draw(&mut self, view: &View) -> bool {
        let (selected, tab) = (self.selected, self.tab);
        let last = match self.typing {
            true => format!(" filter: {}▏", self.filter),
            false if view.is_table => KEYS.to_owned(),
            false => DETAIL_KEYS.to_owned(),
        };
        let Some(terminal) = &mut self.terminal else { return false };
        let drawn = terminal.draw(|frame| {
            let [head, body, foot] =
                Layout::vertical([Constraint::Length(1), Constraint::Fill(1), Constraint::Length(1)])
                    .areas(frame.area());
            frame.render_widget(Line::styled(last, Style::new().add_modifier(Modifier::REVERSED)), foot);
            match view.is_table {
                true => {
                    let count = view.parts.len();
                    let things = if count == 1 { "process" } else { "processes" };
                    let title = format!(" {count} {things}, by {}", view.subject);
                    frame.render_widget(Line::from(title), head);
                    table(frame, body, view, selected);
                }
                false => detail(frame, head, body, view, tab),
            }
        });
        drawn.is_ok()
    }
}

fn table(frame: &mut Frame, area: ratatui::layout::Rect, view: &View, selected: usize) {
    let width = |column: usize| {
        let cells = view.parts.iter().filter_map(|row| row.get(column + 1)).map(|cell| cell.chars().count());
        cells.chain([COLUMNS[column].0.len()]).max().unwrap_or(0).min(40) as u16
    };
    let last = COLUMNS.len() - 1;
    let seen: Vec<usize> =
        (0..=last).filter(|column| area.width >= NARROW || !DETAILS.contains(column)).collect();
    let widths = seen.iter().map(|column| match *column == last {
        true => Constraint::Fill(1),
        false => Constraint::Length(width(*column)),
    });
    let rows = view.parts.iter().map(|row| {
        Row::new(seen.iter().map(|column| row.get(column + 1).copied().unwrap_or_default().to_owned()))
    });
    let head = Row::new(seen.iter().map(|column| COLUMNS[*column].0));
    let head = head.style(Style::new().add_modifier(Modifier::BOLD));
    let table = Table::new(rows, widths)
        .header(head)
        .column_spacing(2)
        .row_highlight_style(Style::new().add_modifier(Modifier::REVERSED));
    let mut state = TableState::default().with_selected(Some(selected));
    frame.render_stateful_widget(table, area, &mut state);
}

fn detail(
    frame: &mut Frame,
    head: ratatui::layout::Rect,
    body: ratatui::layout::Rect,
    view: &View,
    tab: usize,
) {
    let titles: Vec<&str> = view.parts.iter().filter_map(|part| part.first()).copied().collect();
    let tab = tab.min(titles.len().saturating_sub(1));
    frame.render_widget(Tabs::new(titles).select(tab), head);
    let text = view.parts.get(tab).and_then(|part| part.get(1)).copied().unwrap_or_default();
    frame.render_widget(Paragraph::new(format!("\n{text}")), body);
}

/// The column to sort by after this one.
fn next_order(order: &str) -> &'static str {
    let orders: Vec<&str> =
        COLUMNS.iter().map(|(_, order)| *order).filter(|order| !order.is_empty()).collect();
    let at = orders.iter().position(|other| *other == order).unwrap_or(0);
    orders[(at + 1) % orders.len()]
}
