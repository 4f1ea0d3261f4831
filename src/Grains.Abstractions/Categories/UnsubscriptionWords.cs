using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Categories;

/// <summary>The states of an attempt to end a subscription.</summary>
public static class UnsubscriptionStates
{
    /// <summary>The request is on its way; after a crash, its outcome is not known.</summary>
    public const string Sending = "sending";

    /// <summary>The sender accepted the request, or the mail is on its way.</summary>
    public const string Accepted = "accepted";

    /// <summary>The user has to follow a link.</summary>
    public const string NeedsUser = "needs_user";

    /// <summary>The sender refused the request, or could not be reached.</summary>
    public const string Failed = "failed";
}

/// <summary>The ways of ending a subscription.</summary>
public static class UnsubscriptionMethods
{
    /// <summary>One request (RFC 8058).</summary>
    public const string OneClick = "one_click";

    /// <summary>A mail (RFC 2369).</summary>
    public const string Mail = "mail";

    /// <summary>A page that the user opens.</summary>
    public const string Link = "link";
}

/// <summary>Marks a text that is one of <see cref="UnsubscriptionStates"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UnsubscriptionStateNameAttribute() : AllowedValuesAttribute(
    UnsubscriptionStates.Sending, UnsubscriptionStates.Accepted, UnsubscriptionStates.NeedsUser, UnsubscriptionStates.Failed);

/// <summary>Marks a text that is one of <see cref="UnsubscriptionMethods"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UnsubscriptionMethodNameAttribute() : AllowedValuesAttribute(
    UnsubscriptionMethods.OneClick, UnsubscriptionMethods.Mail, UnsubscriptionMethods.Link);
