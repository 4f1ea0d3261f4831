namespace EmailAgent.Grains.Categories;

/// <summary>The choice of the way in which a subscription is ended, without I/O.</summary>
internal static class UnsubscribePolicy
{
    /// <summary>Chooses the way that takes the user the least effort.</summary>
    /// <param name="canSend">Indicates whether the caller is allowed to send mail.</param>
    /// <returns>Null if the offer has no usable address.</returns>
    public static UnsubscribePlan? Choose(UnsubscribeOffer offer, bool canSend)
    {
        // A request or a mail would confirm to the forger that the address is read, and the mail would carry the forger's words in the name of the user.
        var isForged = offer.IsAuthenticated == false;
        if (offer.IsOneClick && !isForged && offer.Addresses.FirstOrDefault(IsSecure) is { } oneClick)
            return new UnsubscribePlan(UnsubscriptionMethods.OneClick, oneClick);
        var mail = offer.Addresses.FirstOrDefault(address => MailtoAddress.Parse(address) is not null);
        if (canSend && !isForged && mail is not null)
            return new UnsubscribePlan(UnsubscriptionMethods.Mail, mail);
        return (offer.Addresses.FirstOrDefault(IsPage) ?? mail) is { } link ? new UnsubscribePlan(UnsubscriptionMethods.Link, link) : null;
    }

    private static bool IsSecure(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps;

    private static bool IsPage(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp);
}
