using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace TieredRouting.Economics;

/// <summary>The numbers of one tier in one span of time. They only add up, so it does not matter in which order.</summary>
internal struct LedgerNumbers
{
    public const int Length = (int)LedgerCount.LastLatency + 1;

    private Counts _counts;

    /// <summary>What requests that started here cost, on whichever tier.</summary>
    public decimal Cost;

    /// <summary>The part of <see cref="Cost"/> that went into answers which were not accepted.</summary>
    public decimal RetryCost;

    /// <summary>What the calls made here cost, whoever they were for.</summary>
    public decimal AttemptCost;

    /// <summary>How long client calls that started here took, in ticks.</summary>
    public long Ticks;

    /// <summary>How long the calls made here took, in ticks.</summary>
    public long AttemptTicks;

    public TokenUsage Tokens;

    public int this[LedgerCount count]
    {
        readonly get => _counts[(int)count];
        set => _counts[(int)count] = value;
    }

    /// <summary>The counts, by their numbers.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<int> All => _counts;

    /// <summary>The counts, by their numbers, to be written.</summary>
    [UnscopedRef]
    public Span<int> Writable => _counts;

    /// <summary>The counts of latency steps.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<int> Latencies => All.Slice((int)LedgerCount.FirstLatency, LatencySteps.Count);

    public void Add(in LedgerNumbers other)
    {
        var counts = Writable;
        TensorPrimitives.Add(counts, other.All, counts);
        AddMoney(other);
        Ticks += other.Ticks;
        AttemptTicks += other.AttemptTicks;
        Tokens = new TokenUsage(Tokens.Input + other.Tokens.Input, Tokens.CachedInput + other.Tokens.CachedInput, Tokens.Output + other.Tokens.Output, Tokens.Reasoning + other.Tokens.Reasoning);
    }

    // Decimals are slow to add, and most of these are zero.
    private void AddMoney(in LedgerNumbers other)
    {
        if (other.Cost != 0)
            Cost += other.Cost;
        if (other.RetryCost != 0)
            RetryCost += other.RetryCost;
        if (other.AttemptCost != 0)
            AttemptCost += other.AttemptCost;
    }

    /// <summary>As it is kept: how many counts, the counts, the amounts, the times and tokens, in little-endian order.</summary>
    public readonly byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Length);
        foreach (var count in All)
            writer.Write(count);
        foreach (var amount in (ReadOnlySpan<decimal>)[Cost, RetryCost, AttemptCost])
            writer.Write(amount);
        foreach (var number in (ReadOnlySpan<long>)[Ticks, AttemptTicks, Tokens.Input, Tokens.CachedInput, Tokens.Output, Tokens.Reasoning])
            writer.Write(number);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Reads what was kept. Counts that a newer release has added are passed over.</summary>
    /// <exception cref="IOException">It is something else.</exception>
    public static LedgerNumbers Of(byte[] kept)
    {
        using var reader = new BinaryReader(new MemoryStream(kept));
        var numbers = new LedgerNumbers();
        var length = reader.ReadInt32();
        for (var i = 0; i < length; i++)
        {
            var count = reader.ReadInt32();
            if (i < Length)
                numbers.Writable[i] = count;
        }

        (numbers.Cost, numbers.RetryCost, numbers.AttemptCost) = (reader.ReadDecimal(), reader.ReadDecimal(), reader.ReadDecimal());
        (numbers.Ticks, numbers.AttemptTicks) = (reader.ReadInt64(), reader.ReadInt64());
        numbers.Tokens = new TokenUsage(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        return numbers;
    }

    [InlineArray(Length)]
    private struct Counts
    {
        private int _first;
    }
}
