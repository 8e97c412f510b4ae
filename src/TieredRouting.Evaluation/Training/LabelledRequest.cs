namespace TieredRouting.Evaluation;

/// <summary>A recorded request as training sees it: what is counted of its text, and how the two endpoints did. It keeps no text.</summary>
internal sealed record LabelledRequest
{
    /// <summary>A hash of its id.</summary>
    public required UInt128 Id { get; init; }

    /// <summary>A hash of what all requests of one question share: their group, or else their text.</summary>
    public required UInt128 Group { get; init; }

    public string? Cohort { get; init; }

    /// <summary>The characters of its text.</summary>
    public required int Length { get; init; }

    /// <summary>What is counted.</summary>
    public required double[] Counted { get; init; }

    /// <summary>The places of its words and letters.</summary>
    public required ushort[] Words { get; init; }

    /// <summary>What they weigh; together they have the length 1.</summary>
    public required float[] Weights { get; init; }

    /// <summary>How likely the small endpoint fails and the large one succeeds: 0 or 1 where each answered once.</summary>
    public required double Won { get; init; }

    /// <summary>How likely it is the other way round.</summary>
    public required double Lost { get; init; }

    /// <summary>What the large endpoint gains.</summary>
    public double Gain => Won - Lost;

    /// <summary>What is learnt: a loss counts half, since a part of it is that the small endpoint guessed right.</summary>
    public double Target => Won - (Lost / 2);

    /// <summary>Counts a request's text.</summary>
    public static LabelledRequest Of(UInt128 id, UInt128 group, string? cohort, string text, double won, double lost)
    {
        var (words, weights) = RequestCounting.Words(text);
        return new LabelledRequest
        {
            Id = id,
            Group = group,
            Cohort = cohort,
            Length = text.Length,
            Counted = RequestCounting.Counted(text),
            Words = words,
            Weights = weights,
            Won = won,
            Lost = lost,
        };
    }
}
