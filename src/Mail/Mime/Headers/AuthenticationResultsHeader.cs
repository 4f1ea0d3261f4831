namespace EmailAgent.Mail.Mime;

/// <summary>Reads Authentication-Results (RFC 8601 section 2.2).</summary>
internal static class AuthenticationResultsHeader
{
    /// <summary>Checks and properties of one field. Signatures of a mailing list's mail come to ten.</summary>
    private const int MaxItems = 100;

    public static AuthenticationResults Parse(ReadOnlySpan<byte> value)
    {
        var tokens = new FieldTokenizer(value);
        var results = new List<AuthenticationResult>();
        string? server = null;
        var first = true;
        while (results.Count < MaxItems && (first || tokens.Kind != FieldToken.End))
        {
            var result = ReadResult(ref tokens, first ? word => server ??= word : null);
            if (result is not null)
                results.Add(result);
            first = false;
        }

        return new AuthenticationResults(server ?? string.Empty, results);
    }

    /// <summary>Reads up to the next semicolon: "method=result (comment) reason=text type.property=value ...".</summary>
    /// <param name="word">Takes words that no equals sign follows: the server's name in the first piece.</param>
    private static AuthenticationResult? ReadResult(ref FieldTokenizer tokens, Action<string>? word)
    {
        string? key = null, method = null, result = null, reason = null, comment = null;
        var properties = new List<AuthenticationProperty>();
        while (tokens.Read() && tokens.Mark != (byte)';')
        {
            if (tokens.Kind == FieldToken.Comment)
            {
                comment ??= tokens.Text;
                continue;
            }

            if (tokens.Mark != (byte)'=' || key is null)
            {
                if (key is not null)
                    word?.Invoke(key);
                key = tokens.Mark == 0 ? tokens.Text : null;
                continue;
            }

            var name = key.ToLowerInvariant();
            key = null;
            var value = tokens.ReadValue();
            if (method is null)
                (method, result) = (name.Split('/')[0], value.ToLowerInvariant());
            else if (name == "reason")
                reason ??= value;
            else if (properties.Count < MaxItems)
                properties.Add(new AuthenticationProperty(name, value));
            if (tokens.Mark == (byte)';')
                break;
        }

        if (key is not null)
            word?.Invoke(key);
        return method is null ? null : new AuthenticationResult(method, result!, reason ?? comment, properties);
    }
}
