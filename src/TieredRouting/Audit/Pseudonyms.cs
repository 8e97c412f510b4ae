namespace TieredRouting.Audit;

/// <summary>Puts keyed hashes in the place of ids, so that an id goes no further than the call that states it. Thread-safe.</summary>
/// <param name="key">Gives the key in force; <see langword="null"/> where there is none.</param>
internal sealed class Pseudonyms(Func<AuditKey>? key)
{
    /// <exception cref="InvalidOperationException">An id is stated, and there is no key.</exception>
    public RequestFacts In(RequestFacts facts)
    {
        if (facts.User is null && facts.Tenant is null)
            return facts;
        if (key is null)
            throw new InvalidOperationException("A user or a tenant is stated, and their ids are only kept as keyed hashes: give a key with HashIdsWith.");
        var now = key();
        return facts with { User = Of(now, "user", facts.User), Tenant = Of(now, "tenant", facts.Tenant) };
    }

    /// <summary>What stands for a person who decides: the same that stands for the user of a request.</summary>
    /// <exception cref="InvalidOperationException">There is no key.</exception>
    public string OfPerson(string id) => key is null
        ? throw new InvalidOperationException("Who decides is only kept as a keyed hash: give a key with HashIdsWith.")
        : key().Pseudonym("user", id);

    /// <summary>A hash of bytes: under the key where there is one, so that nobody else can make it.</summary>
    public string Seal(byte[] bytes)
    {
        Span<byte> digits = stackalloc byte[ChainDigest.Length];
        ChainDigest.Write(bytes, key?.Invoke(), digits);
        return System.Text.Encoding.ASCII.GetString(digits);
    }

    private static string? Of(AuditKey key, string kind, string? id) => id is null ? null : key.Pseudonym(kind, id);
}
