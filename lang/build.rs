//! Makes the parser from `../grammar/erlang.lalrpop`.

fn main() {
    let out = std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    // The grammar lies outside the package: without these directives an edit would not be noticed.
    lalrpop::Configuration::new()
        .set_in_dir("../grammar")
        .set_out_dir(out)
        .emit_rerun_directives(true)
        .process()
        .expect("the grammar is sound");
}
