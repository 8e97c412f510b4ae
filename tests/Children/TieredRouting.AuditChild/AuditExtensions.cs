namespace TieredRouting.AuditChild;

/// <summary>Audits to what the file's name says.</summary>
internal static class AuditExtensions
{
    public static TieredRoutingBuilder AddAudit(this TieredRoutingBuilder routing, string path, long rollAt, AuditKey? key) =>
        path.EndsWith(".db", StringComparison.Ordinal)
            ? routing.AuditTo.Sqlite(path, audit => _ = key is null ? audit : audit.WithKey(key))
            : routing.AuditTo.JsonLines(path, file => _ = key is null ? file.RollAt(rollAt) : file.RollAt(rollAt).WithKey(key));
}
