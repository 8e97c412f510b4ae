namespace TieredRouting.Evaluation;

/// <summary>The requests that a file teaches, and what is to be known of the others.</summary>
/// <param name="All">The requests, in the order of the file.</param>
internal sealed record LabelledRequests(IReadOnlyList<LabelledRequest> All)
{
    /// <summary>Why there is none, where there is none.</summary>
    public required string WhyNone { get; init; }

    /// <summary>How many requests of the file teach nothing, because too little is known of them.</summary>
    public required int LeftOut { get; init; }

    /// <summary>What a reader of the model is to know.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Why there is none where no request is there at all.</summary>
    /// <param name="contract">The contract whose requests were looked for, or <see langword="null"/>.</param>
    public static string NoneOf(string? contract) => contract is null ? "it holds no record of a request" : $"it holds no request of the contract '{contract}'";

    /// <summary>Why nothing can be learnt; <see langword="null"/> where something can.</summary>
    public string? WhyNothing(string small, string large) =>
        All.Count == 0 ? WhyNone : All.Any(request => request.Won > 0) ? null : $"it shows no request at which '{small}' fails and '{large}' succeeds";
}
