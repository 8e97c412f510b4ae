using Microsoft.Extensions.AI;

namespace TieredRouting.Economics;

/// <summary>What stands between one call and its answer where the contract redacts: the call sends placeholders, and right behind the door the answer gets back what they stand for.</summary>
internal interface IRestoring
{
    /// <summary>Whether all of the prompt could be looked into, or need not be.</summary>
    bool IsComplete { get; }

    /// <summary>How many pieces of each kind are not sent; <see langword="null"/> for none.</summary>
    IReadOnlyDictionary<string, int>? Redacted { get; }

    /// <summary>The response with everything in its place again; the provider's own stays as it is.</summary>
    ChatResponse Restore(ChatResponse response);

    /// <summary>The stream with everything in its place again.</summary>
    IMeteredStream Restore(IMeteredStream stream);
}
