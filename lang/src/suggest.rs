//! "Did you mean": the closest of the names there are.

/// The candidate closest to `name`, if one is close enough to be meant. Of equals the first wins.
pub fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = candidates.into_iter().filter_map(|candidate| Some((nearness(name, candidate)?, candidate)));
    near.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// How far a candidate is from `name`, if it is close enough to be meant.
pub fn nearness(name: &str, candidate: &str) -> Option<usize> {
    let length = name.chars().count();
    let limit = match length {
        0..=4 => 1,
        5..=7 => 2,
        _ => 3,
    };
    if candidate == name || candidate.chars().count().abs_diff(length) > limit {
        return None;
    }
    let distance = distance(name, candidate);
    (distance <= limit && distance < length.max(candidate.len())).then_some(distance)
}

/// Insertions, deletions, replacements and swaps of neighbours that lead from `a` to `b`; a change of case alone
/// counts as nothing more than one.
fn distance(a: &str, b: &str) -> usize {
    if a.to_lowercase() == b.to_lowercase() {
        return 1;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}
