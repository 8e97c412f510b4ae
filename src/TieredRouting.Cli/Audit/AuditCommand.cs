using System.CommandLine;

namespace TieredRouting.Cli;

/// <summary><c>tiered-routing audit verify</c>: whether an audit is as it was written.</summary>
internal static class AuditCommand
{
    public static ToolCommand Create(Terminal terminal)
    {
        var command = new ToolCommand("audit", "Looks after audit files.", "tiered-routing audit verify audit/routing.jsonl");
        command.Add(Verify(terminal));
        return command;
    }

    private static ToolCommand Verify(Terminal terminal)
    {
        var file = new Argument<FileInfo>("file") { Description = "The audit file as the application names it; the files it was rolled into are found beside it.", HelpName = "FILE" };
        var keys = new Option<string[]>("--key-variable")
        {
            Description = "The environment variable that holds the chain's key. The present one first; name it again for each key before it, the latest first.",
            HelpName = "NAME",
        };
        var unkeyed = new Option<bool>("--allow-unkeyed-start") { Description = "Accepts records that stand before the chain's first key." };
        var command = new ToolCommand(
            "verify",
            "Follows the chain of an audit. Ends with 0 when it is whole, with 1 naming the first record that was changed, removed, moved or cut off the end.",
            "tiered-routing audit verify audit/routing.jsonl",
            "tiered-routing audit verify audit/routing.jsonl --key-variable AUDIT_KEY") { file, keys, unkeyed };
        command.SetAction((parsed, cancellationToken) =>
            Verifying.RunAsync(parsed.GetRequiredValue(file), parsed.GetValue(keys) ?? [], parsed.GetValue(unkeyed), terminal, cancellationToken));
        return command;
    }
}
