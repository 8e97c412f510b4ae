namespace TieredRouting.Feedback;

/// <summary>Stands for a text in this process, so that the text need not be kept: 64 bits under a seed that nobody outside knows.</summary>
internal readonly record struct TextKey(int First, int Second)
{
    public static TextKey Of(ReadOnlySpan<char> text)
    {
        var half = text.Length / 2;
        return new(string.GetHashCode(text[..half], StringComparison.Ordinal), string.GetHashCode(text[half..], StringComparison.Ordinal));
    }
}
