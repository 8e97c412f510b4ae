using Microsoft.Extensions.DependencyInjection;
using TieredRouting;

namespace LeadTriage.Inbox;

/// <summary><c>inbox</c>: shows what waits for a person, and takes what the person decides. Exit code 0 when it happened, 2 with one line when it could not.</summary>
internal static class InboxCommand
{
    private const string Usage = "usage: inbox [list [--json] | show ID | approve ID | edit ID --text TEXT | reject ID --reason REASON]";

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var services = Services();
            var desk = new InboxDesk(services.GetRequiredService<IApprovals>(), Console.Out);
            return await RunAsync(desk, args) is { } problem ? Failed(problem) : 0;
        }
        catch (Exception exception) when (exception is IOException or NotSupportedException or UnauthorizedAccessException or InvalidOperationException)
        {
            return Failed(exception.Message);
        }
    }

    private static Task<string?> RunAsync(InboxDesk desk, string[] args) => args switch
    {
        [] => desk.AskAsync(Console.In),
        ["list"] => desk.ListAsync(),
        ["list", "--json"] => desk.ListAsJsonAsync(),
        ["show", var id] => desk.ShowAsync(id),
        ["approve", var id] => desk.ApproveAsync(id),
        ["edit", var id, "--text", var text] => desk.EditAsync(id, text),
        ["reject", var id, "--reason", var reason] => desk.RejectAsync(id, reason),
        ["reject", var id] => desk.RejectAsync(id, reason: null),
        _ => Task.FromResult<string?>(Usage),
    };

    private static int Failed(string problem)
    {
        Console.Error.WriteLine(problem.ReplaceLineEndings(" "));
        return 2;
    }

    private static ServiceProvider Services()
    {
        var (models, state, services) = (Models.FromEnvironment(), LeadState.FromEnvironment(), new ServiceCollection());
        services.AddLeadRouting(models, state, state.Decisions);
        return services.BuildServiceProvider();
    }
}
