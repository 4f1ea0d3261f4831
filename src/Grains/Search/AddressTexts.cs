using EmailAgent.Grains.Mail;

namespace EmailAgent.Grains.Search;

/// <summary>The texts of addresses that can be searched for.</summary>
internal static class AddressTexts
{
    /// <summary>Lists the name and the address of each, in their order.</summary>
    public static IEnumerable<string?> Of(IEnumerable<EmailAddress> addresses) => addresses.SelectMany(address => new[] { address.Name, address.Email });
}
