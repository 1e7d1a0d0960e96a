namespace Trivium.Extraction.Code;

/// <summary>The programming languages there are. A new one is an entry here.</summary>
internal static class CodeLanguages
{
    private static readonly string[] Slashes = ["//", "/*", "*"];
    private static readonly string[] SlashesAndMarks = ["//", "/*", "*", "@", "[", "#["];
    private static readonly string[] Hashes = ["#"];

    private const string Modifiers =
        "((public|internal|protected|private|static|sealed|abstract|partial|readonly|ref|unsafe|file|final|open|data|"
        + "inner|override|export|default|declare|async|strictfp|non-sealed|case|implicit|lazy|fileprivate|actual|"
        + @"expect|suspend|inline|indirect)\s+)*";

    private const string Types =
        @"class|struct|interface|enum|record(\s+(struct|class))?|trait|object|protocol|extension";

    public static IReadOnlyList<CodeLanguage> All { get; } =
    [
        new(
            "csharp", ["text/x-csharp"], [".cs", ".csx"], SlashesAndMarks,
            Modifiers + $@"(?<name>({Types}|delegate\s+\w+)\s+\w+)"),
        new(
            "fsharp", ["text/x-fsharp"], [".fs", ".fsx", ".fsi"], ["//", "(*", "[<"],
            @"(?<name>(module|type|let|exception)\s+(rec\s+|inline\s+)?[\w.]+)"),
        new(
            "visualbasic", ["text/x-vb"], [".vb"], ["'", "<"],
            @"((public|friend|private|partial|mustinherit|notinheritable)\s+)*(?<name>(class|module|"
            + @"structure|interface|enum)\s+\w+)"),
        new("java", ["text/x-java"], [".java"], SlashesAndMarks, Modifiers + $@"(?<name>({Types}|@interface)\s+\w+)"),
        new(
            "kotlin", ["text/x-kotlin"], [".kt", ".kts"], SlashesAndMarks,
            Modifiers + $@"(?<name>(({Types}|enum class|annotation class|typealias)\s+\w+|fun\s+[\w.<>]+))"),
        new(
            "scala", ["text/x-scala"], [".scala"], SlashesAndMarks,
            Modifiers + $@"(?<name>({Types}|def|case class|case object)\s+\w+)"),
        new(
            "groovy", ["text/x-groovy"], [".groovy", ".gradle"], SlashesAndMarks,
            Modifiers + $@"(?<name>({Types}|def)\s+\w+)"),
        new(
            "swift", ["text/x-swift"], [".swift"], SlashesAndMarks,
            Modifiers + $@"(?<name>({Types}|actor|func)\s+\w+)"),
        new(
            "dart", ["application/dart", "text/x-dart"], [".dart"], SlashesAndMarks,
            Modifiers + @"(?<name>(class|mixin|enum|extension|typedef)\s+\w+)"),
        new(
            "python", ["text/x-python", "application/x-python"], [".py", ".pyi", ".pyw"], ["#", "@", "\"\"\""],
            @"(?<name>((async\s+)?def|class)\s+\w+)"),
        new(
            "javascript", ["text/javascript", "application/javascript", "application/x-javascript"],
            [".js", ".mjs", ".cjs", ".jsx"], SlashesAndMarks,
            Modifiers + @"(?<name>(function\s*\*?\s*\w+|class\s+\w+|(const|let|var)\s+\w+))"),
        new(
            "typescript", ["text/typescript", "application/typescript"],
            [".ts", ".tsx", ".mts", ".cts"], SlashesAndMarks,
            Modifiers + @"(?<name>(function\s*\*?\s*\w+|(class|interface|enum|namespace|module|type)\s+\w+|(const|"
            + @"let|var)\s+\w+))"),
        new("go", ["text/x-go"], [".go"], Slashes, @"(?<name>(func\s+(\([^)]*\)\s*)?\w+|type\s+\w+))"),
        new(
            "rust", ["text/x-rust", "text/rust"], [".rs"], SlashesAndMarks,
            @"(pub(\([^)]*\))?\s+)?((async|const|unsafe)\s+)*(?<name>(fn|struct|enum|trait|mod|type|"
            + @"union)\s+\w+|impl\b[^{]{0,100}|macro_rules!\s*\w+)"),
        new("zig", ["text/x-zig"], [".zig"], Slashes, @"(pub\s+)?(?<name>(fn|const)\s+\w+)"),
        new(
            "c", ["text/x-c", "text/x-csrc"], [".c", ".h"], Slashes,
            @"(static\s+|inline\s+|extern\s+|const\s+|unsigned\s+)*(?<name>(struct|enum|union)\s+\w+|"
            + @"[A-Za-z_]\w*[\s*]+\w+\s*\([^;]{0,200}$)"),
        new(
            "cpp", ["text/x-c++", "text/x-c++src"], [".cpp", ".cc", ".cxx", ".hpp", ".hh", ".hxx"], Slashes,
            @"(static\s+|inline\s+|extern\s+|const\s+|constexpr\s+|virtual\s+)*(?<name>(class|struct|"
            + @"enum(\s+class)?|union)\s+\w+|[A-Za-z_][\w:<>,]*[\s*&]+[\w:~]+\s*\([^;]{0,200}$)"),
        new(
            "objectivec", ["text/x-objectivec"], [".m", ".mm"], Slashes,
            @"(?<name>@(interface|implementation|protocol)\s+\w+)"),
        new(
            "php", ["application/x-httpd-php", "text/x-php"], [".php"], ["//", "/*", "*", "#"],
            Modifiers + @"(?<name>(class|interface|trait|enum|function)\s+\w+)"),
        new(
            "ruby", ["text/x-ruby", "application/x-ruby"], [".rb", ".rake"], Hashes,
            @"(?<name>(class|module|def)\s+[\w:.?!=]+)"),
        new(
            "elixir", ["text/x-elixir"], [".ex", ".exs"], ["#", "@"],
            @"(?<name>(defmodule|defprotocol|defimpl)\s+[\w.]+)"),
        new("perl", ["text/x-perl"], [".pl", ".pm"], Hashes, @"(?<name>(sub|package)\s+[\w:]+)"),
        new("lua", ["text/x-lua"], [".lua"], ["--"], @"(local\s+)?(?<name>function\s+[\w.:]+)"),
        new("r", ["text/x-r"], [".r"], Hashes, @"(?<name>[\w.]+\s*(<-|=)\s*function)"),
        new(
            "julia", ["text/x-julia"], [".jl"], Hashes,
            @"(?<name>(function|module|(mutable\s+)?struct|macro)\s+[\w.!]+)"),
        new(
            "haskell", ["text/x-haskell"], [".hs"], ["--", "{-"],
            @"(?<name>((data|newtype|class|instance|type)\s+\w+|\w+\s*::))"),
        new(
            "clojure", ["text/x-clojure"], [".clj", ".cljs", ".cljc", ".edn"], [";"],
            @"\((?<name>(defn-?|defmacro|defprotocol|defrecord|deftype|ns)\s+[\w.*+!?<>=-]+)"),
        new(
            "shell", ["application/x-sh", "text/x-shellscript"], [".sh", ".bash", ".zsh"], Hashes,
            @"(?<name>(function\s+[\w:-]+|[\w:-]+\s*\(\)))"),
        new(
            "powershell", ["text/x-powershell", "application/x-powershell"], [".ps1", ".psm1"], Hashes,
            @"(?<name>(function|filter|class|enum)\s+[\w:-]+)"),
        new(
            "sql", ["application/sql", "text/x-sql"], [".sql"], ["--", "/*", "*"],
            @"(?<name>(create|alter|drop)\s+(or\s+(replace|alter)\s+)?((unique|temp|temporary|"
            + @"materialized|external)\s+)*(table|view|index|function|procedure|trigger|type|schema|"
            + @"database|role|sequence)\s+(if\s+(not\s+)?exists\s+)?[^\s(;]{1,100})"),
        new(
            "graphql", ["application/graphql"], [".graphql", ".gql"], Hashes,
            @"(?<name>(type|interface|enum|input|union|scalar|query|mutation|subscription|fragment|schema)\b\s*\w*)"),
        new("protobuf", ["text/x-protobuf"], [".proto"], Slashes, @"(?<name>(message|service|enum)\s+\w+)"),
        new(
            "terraform", ["text/x-terraform"], [".tf", ".hcl"], ["#", "//", "/*", "*"],
            @"(?<name>(resource|data|module|variable|output|provider|locals|terraform)\b[^{]{0,100})"),
        new(
            "bicep", ["text/x-bicep"], [".bicep"], ["//", "/*", "*", "@"],
            @"(?<name>(resource|module|param|var|output|type|func)\s+\w+)"),
        new("css", ["text/css"], [".css", ".scss", ".less"], ["/*", "*", "//"], null),
        new(
            "yaml", ["application/yaml", "text/yaml", "application/x-yaml", "text/x-yaml"], [".yaml", ".yml"], Hashes,
            null),
        new("toml", ["application/toml"], [".toml"], Hashes, @"\[{1,2}(?<name>[^\]]{1,100})\]"),
        new(
            "ini", ["text/x-ini", "text/x-properties"], [".ini", ".cfg", ".properties"], ["#", ";"],
            @"\[(?<name>[^\]]{1,100})\]"),
    ];
}
