using Microsoft.Extensions.DependencyInjection;
using TieredRouting.Configuration;
using TieredRouting.Contracts;

using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>Decides every request of a file and writes the decisions. A line that cannot be used does not keep the others from being decided.</summary>
internal sealed class Explanation(IRoutePlanner planner, IReadOnlySet<string> contracts, JsonLines requests, Terminal terminal)
{
    private readonly FewLines _errors = new();
    private readonly FewLines _unread = new();

    public static async Task<int> RunAsync(FileInfo config, FileInfo requests, FileInfo? output, Terminal terminal, CancellationToken cancellationToken)
    {
        var file = RoutingFile.Read(config);
        await using var services = Services(file, config.Name, terminal);
        file.WarnOfForeign(config.Name, terminal);
        var lines = new JsonLines(requests);
        var explanation = new Explanation(services.GetRequiredService<IRoutePlanner>(), file.ContractNames, lines, terminal);
        using var results = ResultFile.Open(output, terminal, config, requests);
        using var decisions = new DecisionWriter(results.Stream);
        await Watching.UntilDoneAsync($"Explaining {requests.Name}", () => lines.Progress, terminal, () => explanation.WriteAsync(decisions, cancellationToken));
        return explanation.End(requests.Name, results);
    }

    private static ServiceProvider Services(RoutingFile file, string name, Terminal terminal) =>
        RoutingServices.Build(name, terminal, routing =>
        {
            file.Declare(routing);
            routing.MakeOtherClientsWith((_, _) => NoClient.Instance);
        });

    private async Task WriteAsync(DecisionWriter decisions, CancellationToken cancellationToken)
    {
        foreach (var (number, line) in requests.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            await WriteAsync(number, line, decisions, cancellationToken);
        }

        decisions.Flush();
    }

    private async Task WriteAsync(int number, string line, DecisionWriter decisions, CancellationToken cancellationToken)
    {
        try
        {
            var request = requests.Parse(number, line, RequestJsonContext.Default.RequestLine);
            foreach (var name in request.Unread)
                _unread.AddOnce(name);
            var (messages, options) = RequestReading.Read(request);
            RequireContract(request.Contract);
            decisions.Write(request.Id!, await planner.PlanAsync(messages, options, cancellationToken));
        }
        catch (InputException exception)
        {
            foreach (var error in exception.Errors)
                _errors.Add(error);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            _errors.Add(requests.Unusable(number, exception.Message.TrimEnd('.')).Message);
        }
    }

    private void RequireContract(string? name)
    {
        if (contracts.Contains(name ?? ContractNames.Default) || (name is not null && ContractNames.IsReserved(name)))
            return;
        var why = name is null ? "names no contract, and there is no contract 'default'" : $"contract '{name}' is not declared";
        throw new FormatException($"{why}; known: {KnownNames.Of([.. contracts])}");
    }

    private int End(string name, ResultFile results)
    {
        if (_unread.Count > 0)
            terminal.Warn($"{name}: not read: {string.Join(", ", _unread.First.Order(StringComparer.Ordinal))}{(_unread.Count > _unread.First.Count ? " and more" : string.Empty)}");
        if (_errors.Count == 0)
        {
            results.Keep();
            return Terminal.Success;
        }

        foreach (var error in _errors.First)
            terminal.Fail(error);
        if (_errors.Count > _errors.First.Count)
            terminal.Fail($"{name}: {_errors.Count - _errors.First.Count} more lines could not be used");
        return Terminal.UnusableInput;
    }
}
