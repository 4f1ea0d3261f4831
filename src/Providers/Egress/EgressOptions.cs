namespace EmailAgent.Providers.Egress;

/// <summary>Networks that users' mail servers may be in; bound from the configuration section <c>Egress</c>.</summary>
public sealed class EgressOptions
{
    public const string Section = "Egress";

    /// <summary>
    /// Networks allowed besides the public internet, such as <c>192.168.1.0/24</c> or <c>::1/128</c>; empty entries are ignored. Default:
    /// none.
    /// </summary>
    public IList<string> Allow { get; init; } = [];
}
