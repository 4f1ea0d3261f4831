using System.Globalization;

namespace EmailAgent.Mail.Mime;

/// <summary>A mailbox as it stands in an address header.</summary>
/// <param name="Name">Display name, decoded; null where there is none.</param>
/// <param name="Address">
/// Address as written, without brackets, comments and white space. Empty for an entry that has a name only.
/// </param>
public sealed record MailAddress(string? Name, string Address)
{
    private static readonly IdnMapping Idn = new() { AllowUnassigned = true };

    /// <summary>What stands before the last at sign; the whole where there is none.</summary>
    public string LocalPart => Address[..(At < 0 ? Address.Length : At)];

    /// <summary>What stands after the last at sign; empty where there is none.</summary>
    public string Domain => At < 0 ? string.Empty : Address[(At + 1)..];

    /// <summary>
    /// The address with its domain in ASCII ("xn--", RFC 5890), as servers without SMTPUTF8 take it. A local part with other
    /// characters stays (RFC 6532), as does a domain that cannot be converted.
    /// </summary>
    public string AsciiAddress => WithDomain(static domain => Idn.GetAscii(domain));

    /// <summary>The address with its domain as people read it; one that cannot be converted stays as it is.</summary>
    public string UnicodeAddress => WithDomain(static domain => Idn.GetUnicode(domain));

    /// <summary>Name and address as people read them, such as "Jane Doe &lt;jane@example.com&gt;"; not quoted for a header.</summary>
    public override string ToString() => Name is null ? Address : $"{Name} <{Address}>";

    private int At => Address.LastIndexOf('@');

    private string WithDomain(Func<string, string> convert)
    {
        var domain = Domain;
        if (domain.Length == 0 || domain[0] == '[')
            return Address;
        try
        {
            return $"{LocalPart}@{convert(domain)}";
        }
        catch (ArgumentException)
        {
            // Not a name that IDNA allows.
            return Address;
        }
    }
}
