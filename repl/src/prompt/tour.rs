//! `erlet tour`: lessons to type along. A lesson is a file of `repl/tour`:
//!
//! ```text
//! Title
//!
//! What is said before the first step.
//!
//! > what is to be typed
//! ? an expression that is true when it has worked; `It` is the entry's value (else the entry itself is looked for)
//! ! what to say while it has not
//!
//! What is said before the next step, or at the end.
//! ```
//!
//! The lesson and the step that were reached are kept in a file beside the history. Who goes on there another time has the
//! steps before it typed again: later ones need their variables.

use std::path::PathBuf;

use lang::scan;

static LESSONS: [&str; 10] = [
    include_str!("../../tour/01_processes.lesson"),
    include_str!("../../tour/02_mailbox.lesson"),
    include_str!("../../tour/03_selective_receive.lesson"),
    include_str!("../../tour/04_timeouts.lesson"),
    include_str!("../../tour/05_links.lesson"),
    include_str!("../../tour/06_monitors.lesson"),
    include_str!("../../tour/07_trapping.lesson"),
    include_str!("../../tour/08_supervision.lesson"),
    include_str!("../../tour/09_mailbox_growth.lesson"),
    include_str!("../../tour/10_let_it_crash.lesson"),
];

/// A step of a lesson.
#[derive(Clone, Copy, Debug, Default)]
pub struct Step<'l> {
    /// What is said before it.
    text: &'l str,
    /// What is to be typed.
    pub entry: &'l str,
    /// What is true when it has worked.
    pub check: Option<&'l str>,
    hint: &'l str,
}

struct Lesson<'l> {
    title: &'l str,
    steps: Vec<Step<'l>>,
    end: &'l str,
}

fn read(text: &str) -> Lesson<'_> {
    let (title, mut rest) = text.split_once('\n').unwrap_or((text, ""));
    let mut steps = Vec::new();
    while let Some(at) = rest.find("\n> ") {
        let mut step = Step { text: rest[..at].trim(), ..Step::default() };
        rest = &rest[at + 1..];
        while let Some((sort, (line, after))) =
            rest.split_at_checked(2).and_then(|(sort, rest)| Some((sort, rest.split_once('\n')?)))
        {
            match sort {
                "> " => step.entry = line,
                "? " => step.check = Some(line),
                "! " => step.hint = line,
                _ => break,
            }
            rest = after;
        }
        steps.push(step);
    }
    Lesson { title, steps, end: rest.trim() }
}

/// Where somebody is in the tour.
pub struct Tour {
    /// Counted from 0.
    lesson: usize,
    step: usize,
    active: bool,
    /// The steps before this one were done another time.
    elsewhere: bool,
    file: Option<PathBuf>,
}

impl Tour {
    /// A tour that has not begun, at the lesson that the file tells.
    pub fn new(file: Option<PathBuf>) -> Tour {
        let kept = file.as_ref().and_then(|file| std::fs::read_to_string(file).ok());
        let numbers: Vec<usize> = kept
            .iter()
            .flat_map(|text| text.split_whitespace())
            .map_while(|word| word.parse().ok())
            .collect();
        let number =
            |at: usize| numbers.get(at).copied().and_then(|number| number.checked_sub(1)).unwrap_or(0);
        let (lesson, step) = (number(0), number(1));
        match LESSONS.get(lesson).is_some_and(|text| step < read(text).steps.len()) {
            true => Tour { lesson, step, active: false, elsewhere: step > 0, file },
            false => Tour { lesson: 0, step: 0, active: false, elsewhere: false, file },
        }
    }

    /// Begins or goes on; what is to be shown.
    pub fn begin(&mut self) -> String {
        let welcome = match (self.active, self.lesson) {
            (false, 0) => {
                "Ten lessons about processes. Type what is asked for, or anything else on the way.\n\
                 tour(skip) passes over a step, tour(repeat) begins a lesson again, tour(3) goes to the third,\n\
                 tour(list) shows all of them, tour(leave) leaves; tour() goes on.\n"
            }
            _ => "",
        };
        self.active = true;
        if self.elsewhere {
            let lesson = read(LESSONS[self.lesson]);
            return format!(
                "\nLesson {} of {}: {}, step {} of {}. Those before it are typed again:\n",
                self.lesson + 1,
                LESSONS.len(),
                lesson.title,
                self.step + 1,
                lesson.steps.len()
            );
        }
        format!("{welcome}{}", self.shown())
    }

    /// What was typed another time and has to be typed again; the tour waits meanwhile.
    pub fn missed(&mut self) -> Vec<&'static str> {
        if !self.active || !std::mem::take(&mut self.elsewhere) {
            return Vec::new();
        }
        self.active = false;
        read(LESSONS[self.lesson]).steps[..self.step].iter().map(|step| step.entry).collect()
    }

    /// It has been typed again; what is to be shown.
    pub fn caught_up(&mut self) -> String {
        self.active = true;
        self.shown()
    }

    /// The step that is waited for.
    pub fn step(&self) -> Option<Step<'static>> {
        if !self.active {
            return None;
        }
        read(LESSONS[self.lesson]).steps.get(self.step).copied()
    }

    /// `tour(Word)`: what is to be shown; `None` when there is no such command.
    pub fn command(&mut self, word: &str) -> Option<String> {
        match word {
            "" => {}
            "skip" => return Some(self.advance()),
            "repeat" => self.go_to(self.lesson, 0),
            "leave" => {
                self.active = false;
                return Some("You have left the tour; tour() goes on.\n".into());
            }
            "list" => return Some(self.list()),
            number => {
                let number: usize =
                    number.parse().ok().filter(|number| (1..=LESSONS.len()).contains(number))?;
                self.go_to(number - 1, 0);
            }
        }
        Some(self.begin())
    }

    fn list(&self) -> String {
        let line = |(index, text): (usize, &&'static str)| {
            let mark = if index == self.lesson { '*' } else { ' ' };
            format!("{mark} {:2}  {}\n", index + 1, read(text).title)
        };
        LESSONS.iter().enumerate().map(line).collect()
    }

    fn go_to(&mut self, lesson: usize, step: usize) {
        (self.lesson, self.step) = (lesson, step);
        self.elsewhere &= step > 0;
        if let Some(file) = &self.file {
            // Who cannot keep the place begins at the first lesson next time.
            let _ = std::fs::write(file, format!("{} {}\n", lesson + 1, step + 1));
        }
    }

    /// The step has been done; what is to be shown.
    pub fn advance(&mut self) -> String {
        let lesson = read(LESSONS[self.lesson]);
        if self.step + 1 < lesson.steps.len() {
            self.go_to(self.lesson, self.step + 1);
            return self.shown();
        }
        let next = if self.lesson + 1 < LESSONS.len() { self.lesson + 1 } else { 0 };
        self.active = next != 0;
        self.go_to(next, 0);
        match self.active {
            true => format!("\n{}\n{}", lesson.end, self.shown()),
            false => format!("\n{}\n", lesson.end),
        }
    }

    fn shown(&self) -> String {
        let lesson = read(LESSONS[self.lesson]);
        let Some(step) = lesson.steps.get(self.step) else { return String::new() };
        let title = match self.step {
            0 => format!("\nLesson {} of {}: {}\n\n", self.lesson + 1, LESSONS.len(), lesson.title),
            _ if step.text.is_empty() => String::new(),
            _ => "\n".into(),
        };
        let blank = if step.text.is_empty() { "\n" } else { "\n\n" };
        format!("{title}{}{blank}    {}\n\n", step.text, step.entry)
    }
}

impl Step<'_> {
    /// Whether an entry is the one that the step asks for.
    pub fn is(&self, entry: &str) -> bool {
        let words = |text: &'_ str| -> Vec<String> {
            let text = text.trim_end().trim_end_matches('.');
            scan::scan(text).iter().map(|piece| piece.text(text).to_owned()).collect()
        };
        words(self.entry) == words(entry)
    }

    /// What is said when something else was entered.
    pub fn reminder(&self) -> String {
        match self.hint {
            "" => format!("(the tour waits for  {}  tour(skip) goes on without)\n", self.entry),
            hint => format!("(not yet: {hint}; tour(skip) goes on without)\n"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lesson_has_steps_and_an_end() {
        for text in LESSONS {
            let lesson = read(text);
            assert!(
                !lesson.title.is_empty() && !lesson.end.is_empty() && lesson.steps.len() > 2,
                "{}",
                lesson.title
            );
            for step in &lesson.steps {
                assert!(step.entry.ends_with('.'), "{}: {}", lesson.title, step.entry);
                assert_eq!(step.check.is_none(), step.hint.is_empty(), "{}: {}", lesson.title, step.entry);
            }
            assert!(text.lines().all(|line| line.chars().count() <= 120), "{}", lesson.title);
        }
    }

    #[test]
    fn a_tour_goes_through_all_lessons_and_can_be_left() {
        let mut tour = Tour::new(None);
        assert!(tour.step().is_none());
        assert!(tour.begin().contains("Lesson 1 of 10"));
        let mut steps = 0;
        while tour.step().is_some() {
            tour.advance();
            steps += 1;
        }
        assert_eq!(steps, LESSONS.iter().map(|text| read(text).steps.len()).sum::<usize>());
        assert!(tour.command("3").is_some_and(|text| text.contains("Lesson 3 of 10")));
        assert!(tour.command("11").is_none() && tour.command("elsewhere").is_none());
        assert!(tour.command("leave").is_some() && tour.step().is_none());
    }

    #[test]
    fn blanks_and_the_full_stop_do_not_matter() {
        let step = Step { entry: "self() ! first.", ..Step::default() };
        assert!(step.is("self()!first") && !step.is("self() ! second."));
    }
}
