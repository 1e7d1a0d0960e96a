#![forbid(unsafe_code)]

pub(crate) struct Ring<T> { items: Vec<T> }

impl<T> Ring<T> {
    pub fn len(&self) -> usize { self.items.len() }
}

#[cfg(test)]
mod tests {
    #[test]
    fn empty() { assert_eq!(super::Ring::<u8> { items: vec![] }.len(), 0); }
}
