namespace EmailAgent.Grains.Categories;

/// <summary>An address of the form <c>mailto:leave@example.org?subject=bye</c> (RFC 6068) with one recipient. Further fields than subject and body are ignored.</summary>
/// <param name="Subject">Null if the address has none.</param>
/// <param name="Body">Null if the address has none.</param>
internal sealed record MailtoAddress(string Email, string? Subject, string? Body)
{
    private const string Scheme = "mailto:";
    private const int MaxSubject = 500;
    private const int MaxBody = 5000;

    /// <returns>Null for what is no such address.</returns>
    public static MailtoAddress? Parse(string text)
    {
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var parts = text[Scheme.Length..].Split('?', 2);
        var email = Uri.UnescapeDataString(parts[0]).Trim();
        if (email.Length is 0 or > 254 || email.IndexOf('@', StringComparison.Ordinal) is <= 0 || email.Any(c => char.IsControl(c) || c is ',' or ';' or ' ' or '<' or '>'))
            return null;
        var fields = parts.Length == 1 ? [] : parts[1].Split('&').Select(field => field.Split('=', 2)).Where(field => field.Length == 2).ToList();
        return new MailtoAddress(email, Field(fields, "subject", MaxSubject)?.ReplaceLineEndings(" "), Field(fields, "body", MaxBody)?.ReplaceLineEndings("\n"));
    }

    private static string? Field(List<string[]> fields, string name, int maxLength) =>
        fields.FirstOrDefault(field => field[0].Equals(name, StringComparison.OrdinalIgnoreCase)) is [_, var value] && Uri.UnescapeDataString(value) is var text
            ? text.Length > maxLength ? text[..maxLength] : text
            : null;
}
