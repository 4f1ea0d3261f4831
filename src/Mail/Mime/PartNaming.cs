using System.Globalization;

namespace EmailAgent.Mail.Mime;

/// <summary>Section numbers and file names of parts.</summary>
internal static class PartNaming
{
    private const int MaxFileNameLength = 255;

    public static string Path(MimePart part, string? prefix, int index)
    {
        if (part.Parent is null)
            return part.ContentType.IsMultipart && part.ChildArray.Length > 0 ? prefix ?? string.Empty : Append(prefix, 1);
        return Append(part.Parent.Path, index + 1);
    }

    /// <summary>Returns the last component of the declared name, because some senders include their whole local path.</summary>
    public static string? FileName(MimePart part) => FileName(part.Disposition?.FileName ?? part.ContentType.Parameter("name"));

    /// <inheritdoc cref="FileName(MimePart)"/>
    public static string? FileName(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return null;
        var slash = name.AsSpan().LastIndexOfAny('/', '\\');
        if (slash >= 0 && slash < name.Length - 1)
            name = name[(slash + 1)..];
        return name.Length > MaxFileNameLength ? Shorten(name) : name;
    }

    private static string Append(string? prefix, int number)
    {
        var text = number == 1 ? "1" : number.ToString(CultureInfo.InvariantCulture);
        return string.IsNullOrEmpty(prefix) ? text : string.Concat(prefix, ".", text);
    }

    private static string Shorten(string name)
    {
        var dot = name.LastIndexOf('.');
        var extension = dot >= 0 && name.Length - dot <= 16 ? name[dot..] : string.Empty;
        var keep = MaxFileNameLength - extension.Length;
        if (char.IsHighSurrogate(name[keep - 1]))
            keep--;
        return string.Concat(name.AsSpan(0, keep), extension);
    }
}
