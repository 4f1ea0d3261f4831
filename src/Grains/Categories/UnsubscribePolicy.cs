namespace EmailAgent.Grains.Categories;

/// <summary>The choice of the way in which a subscription is ended, without I/O.</summary>
internal static class UnsubscribePolicy
{
    /// <summary>Chooses the way that takes the user the least effort.</summary>
    /// <param name="canSend">Indicates whether the caller is allowed to send mail.</param>
    /// <returns>Null if the offer has no usable address.</returns>
    public static UnsubscribePlan? Choose(UnsubscribeOffer offer, bool canSend)
    {
        // A request in the name of a forged sender would only confirm to the forger that the address is read.
        if (offer is { IsOneClick: true, IsAuthenticated: not false } && offer.Addresses.FirstOrDefault(IsSecure) is { } oneClick)
            return new UnsubscribePlan(UnsubscriptionMethods.OneClick, oneClick);
        var mail = offer.Addresses.FirstOrDefault(address => MailtoAddress.Parse(address) is not null);
        if (canSend && mail is not null)
            return new UnsubscribePlan(UnsubscriptionMethods.Mail, mail);
        return (offer.Addresses.FirstOrDefault(IsPage) ?? mail) is { } link ? new UnsubscribePlan(UnsubscriptionMethods.Link, link) : null;
    }

    private static bool IsSecure(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps;

    private static bool IsPage(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp);
}
