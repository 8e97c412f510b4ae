using System.Buffers;

namespace TieredRouting.Signals;

/// <summary>
/// Values given to a name that speaks of a secret: <c>password: …</c>, <c>api_key = "…"</c>, <c>AccountKey=…;</c>,
/// <c>Authorization: Bearer …</c>, <c>--password …</c>, <c>&lt;password&gt;…&lt;/password&gt;</c>; and the user and password after <c>curl -u</c>.
/// What could not be a secret, such as a template's variable or a plain word, is none.
/// </summary>
internal sealed class AssignedCredentialDetector : ITextDetector
{
    private const int LongestName = 64;
    private const int LongestValue = 1024;
    private const int LongestCommand = 256;
    private const int DeepestIndent = 16;

    private static readonly string[] Schemes = ["Bearer ", "Basic ", "Token ", "Api-Token "];
    private static readonly SearchValues<char> Signs = SearchValues.Create(":=：>-");
    private static readonly SearchValues<char> LargeCurl = SearchValues.Create("CURL");
    private static readonly SearchValues<char> LoginEnd = SearchValues.Create(" \t\r\n;|&");
    private static readonly SearchValues<char> QuoteOrSpace = SearchValues.Create("\"' ");
    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    private static readonly SearchValues<char> Marks = SearchValues.Create("!@#$%^&*+~§€");
    private static readonly SearchValues<char> DigitsAndMarks = SearchValues.Create("0123456789!@#$%^&*+~§€");
    private static readonly SearchValues<char> PlainEnd = SearchValues.Create("0123456789!@#$%^&*+~§€\"'`,;<>()[]{}|\\ \t\r\n\u00A0");
    private static readonly SearchValues<char> ValueEnd = SearchValues.Create("\"'`,;<>()[]{}|\\ \t\r\n\u00A0");
    private static readonly SearchValues<char> QuotedValueEnd = SearchValues.Create("\"'`,;<>()[]{}\\ \t\r\n\u00A0");

    public bool MayFind(Cues seen) => seen.HasAny(Cues.Assignment | Cues.Hyphen | Cues.NonAscii);

    public void Find(ReadOnlySpan<char> text, List<SignalEvidence> found)
    {
        // Within one run that has neither digit nor mark, no name gives a secret.
        for (var (from, plain) = (0, 0); from < text.Length;)
        {
            var more = text[from..].IndexOfAny(Signs);
            if (more < 0)
                return;
            from += more + 1;
            var (kind, start, end) = ValueBehind(text, from - 1, plain);
            if (kind == SecretNameKind.None || end <= start)
                continue;
            if (kind != SecretNameKind.Login && !text[start..end].ContainsAny(DigitsAndMarks))
                plain = EndOfPlain(text, end);
            else if (IsSecret(kind, text[start..end]) && !(IsIssued(kind) && SecretShape.IsCutShort(text, end)))
                from = Add(text, kind, start, end, found);
        }
    }

    /// <summary>Before this place no value of the same run has a digit or a mark: the run's end, or so far before the next one that no value reaches it.</summary>
    private static int EndOfPlain(ReadOnlySpan<char> text, int from)
    {
        var more = text[from..].IndexOfAny(PlainEnd);
        var end = more < 0 ? text.Length : from + more;
        return end == text.Length || ValueEnd.Contains(text[end]) ? end : end - LongestValue;
    }

    private static int Add(ReadOnlySpan<char> text, SecretNameKind kind, int start, int end, List<SignalEvidence> found)
    {
        if (kind == SecretNameKind.Login)
            (start, end) = OfLogin(text, start, end);
        found.Add(new SignalEvidence(EvidenceKinds.Credential, start, end - start));
        return end;
    }

    /// <summary>The value that a sign gives to a name, and what the name says of it.</summary>
    private static (SecretNameKind Kind, int Start, int End) ValueBehind(ReadOnlySpan<char> text, int sign, int plain) => text[sign] switch
    {
        '-' => OfOption(text, sign),
        '>' => OfElement(text, sign),
        _ => OfName(text, sign, plain),
    };

    private static (SecretNameKind, int, int) OfName(ReadOnlySpan<char> text, int sign, int plain)
    {
        var kind = SecretName.KindOf(text[NameBefore(text, sign)]);
        if (kind == SecretNameKind.None)
            return default;
        var start = StartOfValue(text, sign + 1);
        if (start < plain)
            return default;
        var below = LineBelow(text, start);
        return below > start ? (kind, below, EndOfLoneValue(text, below)) : (kind, start, EndOfValue(text, start));
    }

    /// <summary>What follows an option: <c>--password …</c>, or <c>-u user:password</c> of curl.</summary>
    private static (SecretNameKind, int, int) OfOption(ReadOnlySpan<char> text, int sign)
    {
        if (sign > 0 && !char.IsWhiteSpace(text[sign - 1]))
            return default;
        var option = text.Slice(sign, Math.Min(LongestName, text.Length - sign));
        var (kind, length) = option.StartsWith("--") ? LongOption(text, sign, option) : ShortOption(text, sign, option);
        if (kind == SecretNameKind.None)
            return default;
        var start = TextBoundary.EndOf(text, sign + length, QuoteOrSpace);
        return (kind, start, kind == SecretNameKind.Login ? EndOfLogin(text, start) : EndOfValue(text, start));
    }

    /// <summary>A login ends with a space or a command, and quotes may stand around it or either half.</summary>
    private static int EndOfLogin(ReadOnlySpan<char> text, int start)
    {
        var head = text.Slice(start, Math.Min(LongestValue, text.Length - start));
        var length = head.IndexOfAny(LoginEnd);
        var end = start + (length < 0 ? head.Length : length);
        while (end > start && text[end - 1] is '"' or '\'')
            end--;
        return end;
    }

    /// <summary>The password; where it is empty, the user is the secret.</summary>
    private static (int Start, int End) OfLogin(ReadOnlySpan<char> text, int start, int end)
    {
        var colon = start + text[start..end].IndexOf(':');
        var password = colon + 1;
        while (password < end && text[password] is '"' or '\'')
            password++;
        return password < end ? (password, end) : (start, colon);
    }

    private static (SecretNameKind Kind, int Length) LongOption(ReadOnlySpan<char> text, int sign, ReadOnlySpan<char> option)
    {
        var length = option.IndexOf(' ');
        if (length < 0)
            return default;
        var name = option[2..length];
        return (name is "user" ? KindOfUser(text, sign) : name.ContainsAny(ValueEnd) ? SecretNameKind.None : SecretName.KindOf(name), length);
    }

    /// <summary>Short options may share a hyphen, and the value may follow without a space: <c>-su user:password</c>, <c>-uuser:password</c>.</summary>
    private static (SecretNameKind Kind, int Length) ShortOption(ReadOnlySpan<char> text, int sign, ReadOnlySpan<char> option)
    {
        var user = option.IndexOf('u');
        return user > 0 && option[1..user].IndexOfAnyExcept(Letters) < 0 ? (KindOfUser(text, sign), user + 1) : default;
    }

    private static SecretNameKind KindOfUser(ReadOnlySpan<char> text, int sign)
    {
        var command = text[Math.Max(0, sign - LongestCommand)..sign];
        command = command[(command.LastIndexOfAny(";|&") + 1)..];
        return IsCurl(command) ? SecretNameKind.Login : SecretNameKind.None;
    }

    private static bool IsCurl(ReadOnlySpan<char> command) =>
        command.Contains("curl ", StringComparison.Ordinal) || (command.ContainsAny(LargeCurl) && command.Contains("curl ", StringComparison.OrdinalIgnoreCase));

    /// <summary>The content of an element with such a name: <c>&lt;password&gt;…&lt;/password&gt;</c>, <c>&lt;string name="api_key"&gt;…</c></summary>
    private static (SecretNameKind, int, int) OfElement(ReadOnlySpan<char> text, int sign)
    {
        var name = NameBefore(text, sign);
        var start = name.Start.Value;
        if (start == 0 || text[start - 1] is not ('<' or '"' or '\''))
            return default;
        var end = EndOfRun(text, sign + 1);
        return end < text.Length && text[end] == '<' ? (SecretName.KindOf(text[name]), sign + 1, end) : default;
    }

    /// <summary>The name that ends before a sign, whatever quotes or spaces stand between.</summary>
    private static Range NameBefore(ReadOnlySpan<char> text, int sign)
    {
        var end = sign;
        for (var skipped = 0; end > 0 && skipped < 4 && text[end - 1] is ' ' or '"' or '\'' or ':' or '?' or ']' or '*' or '\\'; skipped++)
            end--;
        var start = end;
        while (start > 0 && end - start < LongestName && (TextBoundary.IsWord(text[start - 1]) || text[start - 1] is '-' or '.'))
            start--;
        return start..end;
    }

    private static int StartOfValue(ReadOnlySpan<char> text, int from)
    {
        var start = from;
        while (start < text.Length && start - from < 6 && text[start] is '=' or '>' or ':' or '：' or ' ' or '\t' or '"' or '\'' or '\\' or '*')
            start++;
        if (start == text.Length || text[start] is not ('A' or 'a' or 'B' or 'b' or 'T' or 't'))
            return start;
        foreach (var scheme in Schemes)
        {
            if (text[start..].StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                return start + scheme.Length;
        }

        return start;
    }

    /// <summary>Where the text of the next line begins if this one has ended, else the place itself.</summary>
    private static int LineBelow(ReadOnlySpan<char> text, int at)
    {
        var end = text[at..].StartsWith("\r\n") ? at + 1 : at;
        if (end == text.Length || text[end] != '\n')
            return at;
        var start = end + 1;
        while (start < text.Length && start - end <= DeepestIndent && text[start] is ' ' or '\t')
            start++;
        return start;
    }

    /// <summary>Where a value ends that has its line for itself and gives none to another name; its start where it has not.</summary>
    private static int EndOfLoneValue(ReadOnlySpan<char> text, int start)
    {
        var end = EndOfRun(text, start);
        var alone = end == text.Length || text[end] is '\r' or '\n';
        return alone && text[start..end].TrimEnd('=').IndexOfAny(':', '=', '：') < 0 ? end : start;
    }

    /// <summary>Where a value ends, without what ends a sentence around it.</summary>
    private static int EndOfValue(ReadOnlySpan<char> text, int start)
    {
        var end = EndOfRun(text, start);
        while (end > start && text[end - 1] is '.' or '!' or '?')
            end--;
        return end;
    }

    private static int EndOfRun(ReadOnlySpan<char> text, int start)
    {
        var head = text.Slice(start, Math.Min(LongestValue, text.Length - start));
        var quoted = start > 0 && text[start - 1] is '"' or '\'';
        var length = head.IndexOfAny(quoted ? QuotedValueEnd : ValueEnd);
        return start + (length < 0 ? head.Length : length);
    }

    /// <summary>Whether somebody's machine made it: of such ones documents show beginnings; a password is written out or not at all.</summary>
    private static bool IsIssued(SecretNameKind kind) => kind is SecretNameKind.Token or SecretNameKind.Key;

    private static bool IsSecret(SecretNameKind kind, ReadOnlySpan<char> value) => !IsCode(value) && !SecretShape.IsPlaceholder(value) && kind switch
    {
        SecretNameKind.Password => value.Length >= 6 && HasTwoClasses(value) && SecretShape.Entropy(value) >= 2.0,
        SecretNameKind.Login => value.IndexOf(':') is > 0 and var colon && IsLogin(value[..colon].Trim("\"'"), value[(colon + 1)..].Trim("\"'")),
        SecretNameKind.Token => value.Length >= 10 && SecretShape.IsRandom(value, 2.8) && !SecretShape.IsMixedHexadecimal(value) && CredentialPrefix.MayBegin(value),
        _ => value.Length >= 16 && SecretShape.IsRandom(value, 3.2) && !SecretShape.IsUuid(value),
    };

    /// <summary>A password that only repeats the user stands for one; without a password, the user may be a key.</summary>
    private static bool IsLogin(ReadOnlySpan<char> user, ReadOnlySpan<char> password) => password.IsEmpty
        ? user.Length >= 10 && SecretShape.IsRandom(user, 2.8)
        : !SecretShape.IsNoPassword(password) && !user.Equals(password, StringComparison.OrdinalIgnoreCase);

    /// <summary>A path, an address or a member of something.</summary>
    private static bool IsCode(ReadOnlySpan<char> value) =>
        value[0] is '/' or '.' && value[1..].Contains('/') || value.Contains("://", StringComparison.Ordinal) || value.Contains("env.", StringComparison.OrdinalIgnoreCase);

    /// <summary>Letters with digits or signs among them: a plain word is no password that could be told from prose.</summary>
    private static bool HasTwoClasses(ReadOnlySpan<char> value)
    {
        if (!SecretShape.HasLetter(value))
            return value.Length >= 8 && SecretShape.HasDigit(value);
        return SecretShape.HasDigit(value) || value.ContainsAny(Marks);
    }
}
