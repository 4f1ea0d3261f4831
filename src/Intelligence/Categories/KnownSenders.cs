using System.Collections.Frozen;

namespace EmailAgent.Intelligence.Categories;

/// <summary>Domains of senders whose mail usually is of one category.</summary>
internal static class KnownSenders
{
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Domains = new (string Category, string Domains)[]
    {
        (MessageCategory.Social, "facebookmail.com facebook.com linkedin.com twitter.com x.com instagram.com xing.com pinterest.com tiktok.com reddit.com redditmail.com strava.com snapchat.com tumblr.com meetup.com nextdoor.com discord.com bsky.app mastodon.social"),
        (MessageCategory.Travel, "booking.com airbnb.com expedia.com tripadvisor.com lufthansa.com ryanair.com easyjet.com sas.se flysas.com sj.se vr.fi bahn.de deutschebahn.com sncf.com sncf-connect.com oui.sncf renfe.com iberia.com vueling.com airfrance.fr klm.com britishairways.com eurostar.com trainline.com flixbus.com norwegian.com hotels.com uber.com"),
        (MessageCategory.Receipt, "paypal.com paypal.de stripe.com klarna.com klarna.se square.com dhl.com dhl.de ups.com fedex.com postnord.se dpd.de hermesworld.com colissimo.fr correos.es"),
        (MessageCategory.Notification, "github.com gitlab.com atlassian.net sentry.io pagerduty.com statuspage.io accounts.google.com"),
    }
        .SelectMany(entry => entry.Domains.Split(' ').Select(domain => (Domain: domain, entry.Category)))
        .ToFrozenDictionary(entry => entry.Domain, entry => entry.Category, StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Returns the usual category of an address in lower case by its domain or those above it; null if there is none.</summary>
    public static string? Find(string email)
    {
        var domain = email.AsSpan(email.LastIndexOf('@') + 1);
        for (var i = 0; i < 4; i++)
        {
            if (Domains.TryGetValue(domain, out var category))
                return category;
            var dot = domain.IndexOf('.');
            if (dot < 0)
                return null;
            domain = domain[(dot + 1)..];
        }

        return null;
    }
}
