using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>A Content-Type field (RFC 2045 section 5), or what stands for a missing one.</summary>
public sealed class ContentType
{
    internal static readonly ContentType TextPlain = new("text", "plain", []);
    internal static readonly ContentType MessageRfc822 = new("message", "rfc822", []);
    internal static readonly ContentType OctetStream = new("application", "octet-stream", []);

    private readonly MimeParameter[] _parameters;

    internal ContentType(string type, string subtype, MimeParameter[] parameters)
    {
        Type = type;
        Subtype = subtype;
        _parameters = parameters;
    }

    /// <summary>Main type in lower case, such as "text".</summary>
    public string Type { get; }

    /// <summary>Subtype in lower case, such as "plain".</summary>
    public string Subtype { get; }

    /// <summary>Type and subtype in lower case, such as "text/plain".</summary>
    public string MediaType => this switch
    {
        { IsPlainText: true } => "text/plain",
        { IsHtml: true } => "text/html",
        _ => $"{Type}/{Subtype}",
    };

    /// <summary>Parameters in order, each name once.</summary>
    public IReadOnlyList<MimeParameter> Parameters => _parameters;

    /// <summary>The charset parameter as written; null if there is none.</summary>
    public string? Charset => Parameter("charset");

    internal bool IsText => ReferenceEquals(Type, TextPlain.Type) || Type == "text";

    internal bool IsPlainText => IsText && Subtype == "plain";

    internal bool IsHtml => IsText && Subtype == "html";

    internal bool IsMultipart => Type == "multipart";

    internal bool IsMessage => Type == "message" && Subtype is "rfc822" or "global" or "news";

    /// <summary>Returns the value of a parameter by its lower-case name; null if there is none.</summary>
    public string? Parameter(string name)
    {
        foreach (var parameter in _parameters)
        {
            if (parameter.Name == name)
                return parameter.Value;
        }

        return null;
    }

    /// <summary>Formats media type and parameters for logs and debuggers.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(MediaType);
        foreach (var (name, value) in _parameters)
            text.Append("; ").Append(name).Append("=\"").Append(value).Append('"');
        return text.ToString();
    }
}
