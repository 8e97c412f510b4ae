using CsCheck;

namespace TieredRouting.Tests.Validation;

/// <summary>JSON broken only in ways that tolerant reading mends, beside what it is to be mended to.</summary>
internal sealed record Broken(string Text, string Whole)
{
    private static readonly Gen<Broken> Piece = Gen.OneOf(
        Gen.Char["abc {}[]:,'`/é日"].Select(character => Same(character.ToString())),
        Gen.OneOf(@"\""", @"\\", @"\/", @"\n", @"\t", @"\frac", @"\u00e9", @"\ud83d\ude00").Select(Same),
        Gen.OneOf(new Broken("\n", @"\n"), new("\r\n", @"\r\n"), new("\t", @"\t"), new("\0", @"\u0000"), new("\u001B", @"\u001B")),
        Gen.OneOf(new Broken(@"\(", @"\\("), new(@"\ ", @"\\ "), new(@"\u00g", @"\\u00g"), new(@"\'", @"\\'"), new("\\\n", @"\\\n")));

    private static readonly Gen<Broken> Quoted = Piece.List[0, 8].Select(pieces => Joined("\"", pieces, "\""));

    private static readonly Gen<Broken> Scalar = Gen.OneOf(
        Quoted,
        Gen.OneOf("0", "-1", "1.50", "1e5", "2E-3", "12345678901234567890", "true", "false", "null").Select(Same));

    /// <summary>Any value.</summary>
    public static readonly Gen<Broken> Documents = Gen.Int[0, 3].SelectMany(Value);

    /// <summary>Objects and arrays alone.</summary>
    public static readonly Gen<Broken> Containers = Gen.Int[1, 3].SelectMany(Container);

    private static Gen<Broken> Value(int depth) => depth == 0 ? Scalar : Gen.OneOf(Scalar, Container(depth));

    private static Gen<Broken> Container(int depth) => Gen.OneOf(
        Gen.Select(Members(Value(depth - 1)), Gen.Bool, (items, trailing) => Listed("[", items, trailing, "]")),
        Gen.Select(Members(Gen.Select(Quoted, Space, Value(depth - 1), (name, space, value) => Joined("", [name, Same($"{space}:{space}"), value], ""))), Gen.Bool, (members, trailing) => Listed("{", members, trailing, "}")));

    private static Gen<List<Broken>> Members(Gen<Broken> member) =>
        Gen.Select(Space, member, Space, (before, value, after) => Joined(before, [value], after)).List[0, 3];

    private static readonly Gen<string> Space = Gen.OneOf("", "", " ", "\n  ", "\r\n\t");

    private static Broken Same(string text) => new(text, text);

    private static Broken Joined(string open, IEnumerable<Broken> parts, string close) =>
        new(open + string.Concat(parts.Select(part => part.Text)) + close, open + string.Concat(parts.Select(part => part.Whole)) + close);

    private static Broken Listed(string open, List<Broken> parts, bool trailing, string close) => new(
        open + string.Join(',', parts.Select(part => part.Text)) + (trailing && parts.Count > 0 ? "," : "") + close,
        open + string.Join(',', parts.Select(part => part.Whole)) + close);
}
