using System.Text.Encodings.Web;
using System.Text.Json;
using TieredRouting;

namespace LeadTriage.Inbox;

/// <summary>What a person can do at the inbox. Each act gives <see langword="null"/>, or one line that says why it could not be done.</summary>
internal sealed class InboxDesk(IApprovals approvals, TextWriter output)
{
    private static readonly JsonWriterOptions Json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Me => Environment.UserName is { Length: > 0 } name ? name : "somebody";

    public async Task<string?> ListAsync()
    {
        await foreach (var work in HeldAsync())
            output.WriteLine($"{work.Id}  {work.CreatedAt:yyyy-MM-dd HH:mm}  {work.Contract,-16} {work.Reason}");
        return null;
    }

    public async Task<string?> ListAsJsonAsync()
    {
        using var bytes = new MemoryStream();
        await using (var json = new Utf8JsonWriter(bytes, Json))
        {
            json.WriteStartArray();
            await foreach (var work in HeldAsync())
                Write(json, work);
            json.WriteEndArray();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(bytes.ToArray()));
        return null;
    }

    public async Task<string?> ShowAsync(string id)
    {
        if (await approvals.GetAsync(id) is not { } item)
            return Because(id, new ApprovalResult(ApprovalResultKind.Unknown, null));
        Show(item);
        return null;
    }

    public async Task<string?> ApproveAsync(string id) => await EndAsync(id, await approvals.ApproveAsync(id, Me));

    public async Task<string?> EditAsync(string id, string text) =>
        string.IsNullOrWhiteSpace(text) ? $"{id}: the text is empty." : await EndAsync(id, await approvals.EditAsync(id, Me, text));

    public async Task<string?> RejectAsync(string id, string? reason) => await EndAsync(id, await approvals.RejectAsync(id, Me, reason));

    /// <summary>Goes through what waits, one by one.</summary>
    public async Task<string?> AskAsync(TextReader input)
    {
        await foreach (var work in HeldAsync())
        {
            if (await approvals.GetAsync(work.Id) is not { State: ApprovalState.Held } item)
                continue;
            Show(item);
            output.Write("[a]pprove, [e]dit, [r]eject, [s]kip, [q]uit: ");
            if (await input.ReadLineAsync() is not { } answer || answer is "q")
                return null;
            if (await ActAsync(item, answer, input) is { } problem)
                output.WriteLine(problem);
        }

        output.WriteLine("Nothing else waits.");
        return null;
    }

    private async Task<string?> ActAsync(ApprovalItem item, string answer, TextReader input) => answer switch
    {
        "a" => await ApproveAsync(item.Request.Id),
        "e" => await EditAsync(item.Request.Id, await PromptAsync("the text to send: ", input)),
        "r" => await RejectAsync(item.Request.Id, await PromptAsync("why: ", input)),
        _ => null,
    };

    private async Task<string> PromptAsync(string question, TextReader input)
    {
        output.Write(question);
        return await input.ReadLineAsync() ?? string.Empty;
    }

    /// <summary>What may go out goes out at once; here that means that it is printed.</summary>
    private async Task<string?> EndAsync(string id, ApprovalResult result)
    {
        if (!result.IsTaken)
            return Because(id, result);
        output.WriteLine($"{id}: {result}");
        if (await approvals.ReleaseAsync(id) is { Kind: ApprovalReleaseKind.Released, Answer: { } answer })
            output.WriteLine(answer.Text);
        return null;
    }

    private async IAsyncEnumerable<ApprovalSummary> HeldAsync()
    {
        var query = new ApprovalQuery();
        while (await approvals.ListAsync(query) is { Count: > 0 } page)
        {
            foreach (var work in page)
                yield return work;
            query = query with { After = page[^1] };
        }
    }

    private void Show(ApprovalItem item)
    {
        output.WriteLine($"\n{item.Request.Id}  {item.Request.Contract}, {item.State}, since {item.Request.CreatedAt:yyyy-MM-dd HH:mm}: {item.Request.Reason}");
        output.WriteLine($"--- asked\n{item.Request.Messages[^1].Text}");
        output.WriteLine(item.Outgoing is { } draft ? $"--- draft\n{draft.Text}" : "--- no draft: write the answer with edit");
    }

    private static string Because(string id, ApprovalResult result) => $"{id}: {result}";

    private static void Write(Utf8JsonWriter json, ApprovalSummary work)
    {
        json.WriteStartObject();
        json.WriteString("id", work.Id);
        json.WriteString("contract", work.Contract);
        json.WriteString("reason", work.Reason);
        json.WriteString("createdAt", work.CreatedAt);
        json.WriteEndObject();
    }
}
