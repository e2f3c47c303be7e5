%% Records of the module `file`.
-ifndef(FILE_HRL_).
-define(FILE_HRL_, 1).

%% What is known of a file; times as the caller of read_file_info asked for them.
-record(file_info,
        {size :: non_neg_integer() | undefined,
         type :: device | directory | other | regular | symlink | undefined,
         access :: read | write | read_write | none | undefined,
         atime :: term(),
         mtime :: term(),
         ctime :: term(),
         mode :: non_neg_integer() | undefined,
         links :: non_neg_integer() | undefined,
         major_device :: non_neg_integer() | undefined,
         minor_device :: non_neg_integer() | undefined,
         inode :: non_neg_integer() | undefined,
         uid :: non_neg_integer() | undefined,
         gid :: non_neg_integer() | undefined}).

%% An open raw file.
-record(file_descriptor, {module :: module(), data :: term()}).

-endif.
