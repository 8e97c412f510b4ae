using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TieredRouting.Redaction;

/// <summary>Writes the texts of a content anew, on a copy. What cannot be looked into is noted, and left as it is.</summary>
/// <param name="rewrite">Gives the new text.</param>
/// <param name="sends">
/// Whether the content goes to a provider. The provider's own object, which stands beside a content and which some clients send in its place, exceptions, and notes about
/// places of the text then stay behind.
/// </param>
internal sealed class ContentRewriter(TextRewriter rewrite, bool sends)
{
    /// <summary>Whether something could not be looked into.</summary>
    public bool MetUnreadable { get; private set; }

    public IList<AIContent> Rewrite(IList<AIContent> contents)
    {
        var rewritten = new AIContent[contents.Count];
        var changed = false;
        for (var i = 0; i < rewritten.Length; i++)
        {
            rewritten[i] = Rewrite(contents[i]);
            changed |= !ReferenceEquals(rewritten[i], contents[i]);
        }

        return changed ? [.. rewritten] : contents;
    }

    public AIContent Rewrite(AIContent content) => content switch
    {
        TextContent text => Rewritten(text),
        TextReasoningContent thought => Rewritten(thought),
        FunctionCallContent call => Rewritten(call),
        FunctionResultContent result => Rewritten(result),
        ErrorContent error => Rewritten(error),
        ToolApprovalRequestContent request => Rewritten(request, request.ToolCall, call => new ToolApprovalRequestContent(request.RequestId, call)),
        ToolApprovalResponseContent response => Rewritten(response, response.ToolCall, call => new ToolApprovalResponseContent(response.RequestId, response.Approved, call)),
        UsageContent => content,
        _ => Unreadable(content),
    };

    /// <summary>Properties whose values are text or JSON; what else a provider is told in them only it can read.</summary>
    public AdditionalPropertiesDictionary? Rewrite(AdditionalPropertiesDictionary? properties)
    {
        AdditionalPropertiesDictionary? rewritten = null;
        foreach (var (name, value) in properties ?? [])
        {
            if (value is string or JsonElement && Value(value) is var other && !ReferenceEquals(other, value))
                (rewritten ??= properties!.Clone())[name] = other;
        }

        return rewritten ?? properties;
    }

    private TextContent Rewritten(TextContent content)
    {
        var text = rewrite(content.Text, TextPlace.Text);
        return Copied(content, !ReferenceEquals(text, content.Text), () => new TextContent(text));
    }

    private TextReasoningContent Rewritten(TextReasoningContent content)
    {
        var text = rewrite(content.Text, TextPlace.Text);
        return Copied(content, !ReferenceEquals(text, content.Text), () => new TextReasoningContent(text) { ProtectedData = content.ProtectedData });
    }

    private FunctionCallContent Rewritten(FunctionCallContent call)
    {
        var (arguments, exception) = (Arguments(call.Arguments), Kept(call.Exception));
        return Copied(
            call,
            !ReferenceEquals(arguments, call.Arguments) || exception != call.Exception,
            () => new FunctionCallContent(call.CallId, call.Name, arguments) { Exception = exception, InformationalOnly = call.InformationalOnly });
    }

    private FunctionResultContent Rewritten(FunctionResultContent result)
    {
        var (value, exception) = (Value(result.Result), Kept(result.Exception));
        return Copied(
            result,
            !ReferenceEquals(value, result.Result) || exception != result.Exception,
            () => new FunctionResultContent(result.CallId, value) { Exception = exception });
    }

    private ErrorContent Rewritten(ErrorContent error)
    {
        var (message, details) = (rewrite(error.Message, TextPlace.Text), error.Details is { } more ? rewrite(more, TextPlace.Text) : null);
        return Copied(
            error,
            !ReferenceEquals(message, error.Message) || !ReferenceEquals(details, error.Details),
            () => new ErrorContent(message) { ErrorCode = error.ErrorCode, Details = details });
    }

    private AIContent Rewritten(AIContent content, ToolCallContent call, Func<ToolCallContent, AIContent> make)
    {
        var rewritten = (ToolCallContent)Rewrite(call);
        return Copied(content, !ReferenceEquals(rewritten, call), () => make(rewritten));
    }

    private T Copied<T>(T content, bool changed, Func<T> copy)
        where T : AIContent
    {
        var properties = sends ? Rewrite(content.AdditionalProperties) : content.AdditionalProperties;
        if (!changed && (!sends || (content is { RawRepresentation: null, Annotations: null } && ReferenceEquals(properties, content.AdditionalProperties))))
            return content;
        var made = copy();
        (made.AdditionalProperties, made.Annotations) = (properties, sends ? null : content.Annotations);
        return made;
    }

    private Exception? Kept(Exception? exception) => sends ? null : exception;

    private IDictionary<string, object?>? Arguments(IDictionary<string, object?>? arguments)
    {
        var changed = false;
        var rewritten = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in arguments ?? rewritten)
        {
            var (otherName, otherValue) = (rewrite(name, TextPlace.Name), Value(value));
            changed |= !ReferenceEquals(otherName, name) || !ReferenceEquals(otherValue, value);
            rewritten[otherName] = otherValue;
        }

        return changed ? rewritten : arguments;
    }

    private object? Value(object? value) => value switch
    {
        null or bool => value,
        string text => rewrite(text, TextPlace.Value),
        JsonElement json => Json(json, value),
        AIContent content => Rewrite(content),
        IEnumerable<AIContent> contents => Listed([.. contents], contents),
        _ => Serialized(value),
    };

    private object Listed(AIContent[] contents, IEnumerable<AIContent> original)
    {
        var rewritten = Rewrite(contents);
        return ReferenceEquals(rewritten, contents) ? original : rewritten;
    }

    /// <summary>What a provider's client would make JSON of is looked into as JSON.</summary>
    private object Serialized(object value)
    {
        try
        {
            return AIJsonUtilities.DefaultOptions.TryGetTypeInfo(value.GetType(), out var type)
                ? Json(JsonSerializer.SerializeToElement(value, type), value)
                : Unreadable(value);
        }
        catch (Exception)
        {
            // The value's own code may throw anything.
            return Unreadable(value);
        }
    }

    /// <summary>The JSON with other texts, or what it was made of where none changed.</summary>
    private object Json(JsonElement json, object original)
    {
        try
        {
            return JsonRewriter.Rewrite(json, rewrite) is { } rewritten ? rewritten : original;
        }
        catch (InvalidOperationException)
        {
            return Unreadable(original);
        }
    }

    private T Unreadable<T>(T value)
    {
        MetUnreadable = true;
        return value;
    }
}
