namespace TieredRouting.Approvals;

/// <summary>Binds all of an item together, the draft with what was decided about it: what is changed in the store without the key shows.</summary>
/// <param name="hash">Hashes bytes, under a key where there is one.</param>
internal sealed class ApprovalSeal(Func<byte[], string> hash)
{
    /// <summary>The item with a seal that holds.</summary>
    public ApprovalItem Put(ApprovalItem item) => item with { Seal = Of(item) };

    /// <summary>Whether the item that was found under an id is that one, as it was sealed.</summary>
    public bool Holds(ApprovalItem item, string id) => item.Request.Id == id && item.Seal == Of(item);

    private string Of(ApprovalItem item) => hash(ApprovalJson.Write(item with { Seal = string.Empty }));
}
