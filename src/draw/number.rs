//! Numbers as people read them.

/// A number with a comma after each three digits, from the end.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_have_commas() {
        assert_eq!(
            [7, 812, 4812, 1_234_567].map(grouped),
            ["7", "812", "4,812", "1,234,567"]
        );
    }
}
