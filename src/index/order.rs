//! One sort for what has two numbers to be sorted by.

/// The positions of the keys from the least to the greatest; equal ones keep their order.
///
/// By insertion, since keys mostly come in order, and one function for all of them: each copy of the standard library's
/// sorts takes kilobytes.
pub(crate) fn order_of(keys: &[(i64, i64)]) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::with_capacity(keys.len());
    for position in 0..keys.len() {
        let key = keys.get(position);
        let mut place = position;
        while let Some(before) = place.checked_sub(1)
            && order.get(before).and_then(|before| keys.get(*before)) > key
        {
            place = before;
        }
        order.insert(place, position);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::order_of;

    #[test]
    fn keys_are_ordered_by_both_numbers_and_equal_ones_keep_their_order() {
        assert_eq!(order_of(&[(2, 1), (1, 9), (2, 0), (1, 9), (0, 5)]), [4, 1, 3, 2, 0]);
        assert!(order_of(&[]).is_empty());
    }
}
