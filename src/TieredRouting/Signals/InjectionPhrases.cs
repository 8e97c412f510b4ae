using System.Buffers;

namespace TieredRouting.Signals;

/// <summary>
/// What is looked for as it stands: signs by which a text plays another speaker, and words of scripts that do not part words by spaces or that plain text changes.
/// </summary>
internal static class InjectionPhrases
{
    /// <summary>How far what is to be done may stand behind the word that takes instructions away, in units.</summary>
    private const int Reach = 60;

    private static readonly string[] FakeRoles =
        ["<|im_start|>", "<|im_end|>", "<|system|>", "<|user|>", "<|assistant|>", "<|endoftext|>", "[INST]", "[/INST]", "<<SYS>>", "<system>", "</system>", "<system mode>", "[system]", "### system:", "### instruction:", "begin system prompt", "end of system prompt"];

    private static readonly SearchValues<string> AnyFakeRole = SearchValues.Create(FakeRoles, StringComparison.OrdinalIgnoreCase);

    /// <summary>"Ignore" and "forget", in languages that do not write in Latin letters.</summary>
    private static readonly SearchValues<string> Disregard = SearchValues.Create(
        ["無視", "忽略", "无视", "忽视", "忘記", "忘记", "忘れ", "무시", "잊어", "تجاهل", "انس ", "игнориру", "забудь", "не обращай внимания", "התעלם", "שכח", "अनदेखा", "αγνόησε", "ignoră", "lờ đi", "bỏ qua"], StringComparison.Ordinal);

    /// <summary>"Instructions" and "say", in the same.</summary>
    private static readonly SearchValues<string> Instruction = SearchValues.Create(
        ["指示", "指令", "命令", "提示", "规则", "規則", "ルール", "プロンプト", "述べ", "言って", "答え", "说", "說", "回答", "지시", "명령", "규칙", "프롬프트", "말해", "تعليمات", "أوامر", "قل", "قواعد", "инструкц", "указани", "правил", "скажи", "הוראות", "निर्देश", "οδηγίες", "hướng dẫn"], StringComparison.Ordinal);

    /// <summary>"Password" and "secret", in the same.</summary>
    private static readonly SearchValues<string> Secret = SearchValues.Create(
        ["비밀번호", "암호", "パスワード", "暗証", "密码", "密碼", "口令", "пароль", "كلمة المرور", "كلمة السر", "סיסמ", "पासवर्ड", "κωδικό", "mật khẩu"], StringComparison.Ordinal);

    public static bool HasFakeRole(ReadOnlySpan<char> text) => text.ContainsAny(AnyFakeRole);

    /// <summary>Signs of another speaker, which stand in a text in letters of ASCII.</summary>
    public static void FindFakeRoles(ReadOnlySpan<char> plain, int offset, List<SignalEvidence> found)
    {
        for (var from = 0; from < plain.Length && (found.Count < InjectionReader.MostEvidence || InjectionReader.Lacks(InjectionKinds.FakeRole, found));)
        {
            var more = plain[from..].IndexOfAny(AnyFakeRole);
            if (more < 0)
                return;
            from += more;
            var length = LengthOf(plain[from..]);
            found.Add(new SignalEvidence(InjectionKinds.FakeRole, offset + from, length));
            from += length;
        }
    }

    private static int LengthOf(ReadOnlySpan<char> text)
    {
        foreach (var sign in FakeRoles)
        {
            if (text.StartsWith(sign, StringComparison.OrdinalIgnoreCase))
                return sign.Length;
        }

        return 1;
    }

    /// <summary>Attempts in other scripts.</summary>
    /// <param name="text">The text as it came in.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="keepsSecret">Whether the application forbids to give a secret away.</param>
    /// <param name="found">Takes what is found.</param>
    public static void FindForeign(ReadOnlySpan<char> text, int offset, bool keepsSecret, List<SignalEvidence> found)
    {
        if (FindIgnore(text) is { Length: > 0 } ignore)
            InjectionReader.Keep(ignore with { Start = offset + ignore.Start }, found);
        if (keepsSecret && text.IndexOfAny(Secret) is var secret and >= 0)
            InjectionReader.Keep(new SignalEvidence(InjectionKinds.Exfiltration, offset + secret, 1), found);
    }

    /// <summary>The first word that takes instructions away and has them within reach, wherever such a word stands.</summary>
    private static SignalEvidence FindIgnore(ReadOnlySpan<char> text)
    {
        for (var from = 0; text[from..].IndexOfAny(Disregard) is var more and >= 0;)
        {
            var at = from + more;
            if (text.Slice(at, Math.Min(Reach, text.Length - at)).IndexOfAny(Instruction) is var to and >= 0)
                return new SignalEvidence(InjectionKinds.Ignore, at, to + 1);
            from = at + 1;
        }

        return new SignalEvidence(InjectionKinds.Ignore, 0, 0);
    }
}
