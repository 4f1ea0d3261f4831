namespace EmailAgent.Mail.Mime;

/// <summary>A Content-Disposition field (RFC 2183).</summary>
public sealed class ContentDisposition
{
    private readonly MimeParameter[] _parameters;

    internal ContentDisposition(string kind, MimeParameter[] parameters)
    {
        Kind = kind;
        _parameters = parameters;
    }

    /// <summary>Disposition in lower case, such as "attachment" or "inline"; empty if the field has parameters only.</summary>
    public string Kind { get; }

    /// <summary>Indicates whether the part is to be shown only on request.</summary>
    public bool IsAttachment => Kind == "attachment";

    /// <summary>Indicates whether the part is to be shown in its place.</summary>
    public bool IsInline => Kind == "inline";

    /// <summary>The filename parameter, decoded; null if there is none. May hold a path: never use it as one.</summary>
    public string? FileName => Parameter("filename");

    /// <summary>Parameters in order, each name once.</summary>
    public IReadOnlyList<MimeParameter> Parameters => _parameters;

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
}
