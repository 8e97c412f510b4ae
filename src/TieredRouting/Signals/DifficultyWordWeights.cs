namespace TieredRouting.Signals;

/// <summary>The weights of hashed words and letters as a file holds them: a signed byte for each place, in base64, times a scale.</summary>
internal sealed record DifficultyWordWeights
{
    public required double Scale { get; init; }

    public required byte[] Weights { get; init; }

    public static DifficultyWordWeights? Of(ReadOnlySpan<float> weights)
    {
        var largest = 0f;
        foreach (var weight in weights)
            largest = Math.Max(largest, Math.Abs(weight));
        if (largest == 0)
            return null;
        var bytes = new byte[weights.Length];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)(sbyte)MathF.Round(weights[i] / largest * sbyte.MaxValue);
        return new DifficultyWordWeights { Scale = largest / sbyte.MaxValue, Weights = bytes };
    }

    public float[] ToWeights() => Array.ConvertAll(Weights, weight => (float)((sbyte)weight * Scale));
}
