namespace TieredRouting.Signals;

/// <summary>
/// Joins two parts of a list of evidence, each in order and without overlaps. Where they overlap, the first is right; of the second, only digits that stand free are kept: a
/// number stays covered, whatever hides its beginning.
/// </summary>
internal static class EvidenceMerge
{
    /// <summary>The evidence of both parts, of which the first has <paramref name="count"/>.</summary>
    public static List<SignalEvidence> Of(ReadOnlySpan<char> text, List<SignalEvidence> found, int count)
    {
        var merged = new List<SignalEvidence>(found.Count);
        var first = 0;
        for (var second = count; second < found.Count; second++)
        {
            var evidence = found[second];
            var free = evidence.Start;
            for (; first < count && found[first].Start < End(evidence); first++)
            {
                if (End(found[first]) > evidence.Start)
                {
                    AddDigits(text, evidence, free, found[first].Start, merged);
                    free = End(found[first]);
                }

                // One that goes on behind may hide the next as well.
                if (free > End(evidence))
                    break;
                merged.Add(found[first]);
            }

            if (free == evidence.Start)
                merged.Add(evidence);
            else
                AddDigits(text, evidence, free, End(evidence), merged);
        }

        merged.AddRange(found[first..count]);
        return merged;
    }

    private static int End(SignalEvidence evidence) => evidence.Start + evidence.Length;

    private static void AddDigits(ReadOnlySpan<char> text, SignalEvidence evidence, int start, int end, List<SignalEvidence> merged)
    {
        if (start < end && text[start..end].ContainsAnyInRange('0', '9'))
            merged.Add(evidence with { Start = start, Length = end - start });
    }
}
