using System.Text.RegularExpressions;

namespace TieredRouting.Tests.Architecture;

/// <summary>
/// The floors of the library: a folder sees only folders of strictly lower floors; the root, above them all, sees everything.
/// Most types share one namespace, so besides imports the names of types are looked for.
/// </summary>
internal sealed partial class Floors
{
    /// <summary>The folder name of files that lie in no folder.</summary>
    public const string Root = "";

    private static readonly string[][] BottomUp =
    [
        ["Tiers", "Contracts", "Telemetry"],
        ["Economics"],
        ["Endpoints"],
        ["Signals"],
        ["Policies", "Validation", "Gates", "Controls", "Redaction"],
        ["Fallback", "Approvals", "Feedback"],
        ["Audit", "Rollout"],
        ["Configuration"],
        [Root],
    ];

    private static readonly HashSet<string> KeywordsBeforeTypes =
    [
        "abstract", "and", "as", "async", "await", "base", "case", "const", "else", "event", "explicit", "extern", "file", "fixed", "implicit", "in", "init",
        "internal", "is", "new", "not", "operator", "or", "out", "override", "params", "partial", "private", "protected", "public", "readonly", "ref",
        "required", "return", "scoped", "sealed", "static", "this", "throw", "unsafe", "virtual", "volatile", "when", "where", "yield",
    ];

    private readonly IReadOnlyList<SourceFile> _files;
    private readonly ILookup<string, string> _foldersOfType;

    public Floors(IEnumerable<SourceFile> files)
    {
        _files = [.. files.Select(file => file with { Text = WithoutEnumMembers(CSharpText.CodeOf(file.Text)) })];
        _foldersOfType = _files
            .SelectMany(file => Declaration().Matches(file.Text).Select(match => (Type: match.Groups["name"].Value, file.Folder)))
            .Distinct()
            .ToLookup(declared => declared.Type, declared => declared.Folder);
    }

    /// <summary>What is wrong, one sentence each, with file and line.</summary>
    public IReadOnlyList<string> Violations() => [.. _files.SelectMany(Violations)];

    /// <summary>How many types were found: a checker that sees none proves nothing.</summary>
    public int KnownTypes => _foldersOfType.Count;

    private IEnumerable<string> Violations(SourceFile file)
    {
        if (FloorOf(file.Folder) is null)
            return [$"{file.Path}: the folder '{file.Folder}' has no floor; give it one here and in the design."];
        return Imports(file).Concat(TypeUses(file)).Distinct(StringComparer.Ordinal);
    }

    private IEnumerable<string> Imports(SourceFile file) =>
        from Match match in Import().Matches(file.Text)
        let folder = match.Groups["folder"].Value
        where !_foldersOfType.Contains(folder) && !MaySee(file.Folder, folder)
        select $"{file.Path}({LineOf(file.Text, match.Index)}): '{file.Folder}' may not see the namespace TieredRouting.{folder}.";

    private IEnumerable<string> TypeUses(SourceFile file)
    {
        var words = Word().Matches(file.Text).ToList();
        var members = words.Where(word => IsNewName(file.Text, word)).Select(word => word.Value).ToHashSet(StringComparer.Ordinal);
        return
            from word in words
            let folders = _foldersOfType[word.Value].ToList()
            where folders.Count > 0 && !folders.Any(folder => MaySee(file.Folder, folder))
            where IsTypeUse(file.Text, word, members)
            select $"{file.Path}({LineOf(file.Text, word.Index)}): '{file.Folder}' may not see the type {word.Value} of '{folders[0]}'.";
    }

    /// <summary>A member may bear a type's name: then only a place that can hold nothing but a type counts.</summary>
    private static bool IsTypeUse(string text, Match word, HashSet<string> members)
    {
        if (IsMemberAccess(text, word) || IsNewName(text, word) || IsAssigned(text, word))
            return false;
        return !members.Contains(word.Value) || OnlyATypeFits().IsMatch(text[Math.Max(0, word.Index - 12)..word.Index]) || DeclaresAName().IsMatch(text[(word.Index + word.Length)..Math.Min(text.Length, word.Index + word.Length + 80)]);
    }

    private static bool IsMemberAccess(string text, Match word)
    {
        var before = text.AsSpan(0, word.Index).TrimEnd();
        return before.EndsWith(".") && !before.EndsWith("TieredRouting.");
    }

    private static bool IsNewName(string text, Match word)
    {
        if (word.Index == 0 || !char.IsWhiteSpace(text[word.Index - 1]))
            return false;
        var before = text.AsSpan(0, word.Index).TrimEnd();
        if (before.Length == 0)
            return false;
        if (before[^1] is '?' && before.Length > 1 && !char.IsWhiteSpace(before[^2]))
            return true;
        if (before[^1] is '>' && before.Length > 1 && before[^2] is not ('=' or ' '))
            return true;
        var lastLine = before[(before.LastIndexOf('\n') + 1)..];
        if (before[^1] is ']')
            return !lastLine.TrimStart().StartsWith("[");
        if (!char.IsLetterOrDigit(before[^1]))
            return false;
        var start = before.Length;
        while (start > 0 && (char.IsLetterOrDigit(before[start - 1]) || before[start - 1] == '_'))
            start--;
        return !KeywordsBeforeTypes.Contains(before[start..].ToString());
    }

    private static bool IsAssigned(string text, Match word) => Assignment().IsMatch(text[(word.Index + word.Length)..Math.Min(text.Length, word.Index + word.Length + 8)]);

    private static string WithoutEnumMembers(string code) =>
        EnumBody().Replace(code, match => new string([.. match.Value.Select(c => c == '\n' ? c : ' ')]));

    private static bool MaySee(string from, string to) => from == to || FloorOf(from) > (FloorOf(to) ?? int.MaxValue);

    private static int? FloorOf(string folder) =>
        Array.FindIndex(BottomUp, floor => floor.Contains(folder, StringComparer.Ordinal)) is var floor and >= 0 ? floor : null;

    private static int LineOf(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;

    // Types at the margin only: nested ones are their owner's business.
    [GeneratedRegex(@"^(?:(?:public|internal|sealed|abstract|static|partial|readonly|unsafe|file)\s+)*(?:class|record\s+struct|record\s+class|record|struct|interface|enum)\s+(?<name>[A-Z]\w*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\bTieredRouting\.(?<folder>[A-Z]\w*)\s*(?=[;.])", RegexOptions.ExplicitCapture)]
    private static partial Regex Import();

    [GeneratedRegex(@"(?<=\benum\s+\w+\s*\{)[^}]*")]
    private static partial Regex EnumBody();

    [GeneratedRegex(@"(?<![\w@])[A-Z]\w*")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\s*(?:=(?![=>])|:(?!:))")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"(?:<|\bnew\s|\btypeof\(|\bis\s|\bas\s|\bout\s)\s*$")]
    private static partial Regex OnlyATypeFits();

    [GeneratedRegex(@"^(?:\?|\[\])*(?:>|\s+(?!(?:is|as|switch|with|or|and|when|in|by|on|equals|into|select|where|orderby)\b)[A-Za-z_]\w*)")]
    private static partial Regex DeclaresAName();
}
