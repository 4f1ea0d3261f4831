namespace EmailAgent.Grains.Shares;

/// <summary>The audited actions of shares.</summary>
internal static class ShareActions
{
    /// <summary>A mailbox was shared into an organization, or who may what there was changed.</summary>
    public const string Share = "connection.share";

    public const string Withdraw = "connection.withdraw_share";
}
