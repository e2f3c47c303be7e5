//! Any bytes are a module that the validator accepts or refuses, or no module.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some(module) = vm::module::image::decode(bytes) {
        let _ = vm::code::validate::validate(&module);
        let again = vm::module::image::encode(&module);
        assert!(vm::module::image::decode(&again).is_some());
    }
    let _ = vm::module::image::Image::open(bytes).map(|image| image.names().count());
});
