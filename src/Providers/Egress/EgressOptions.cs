namespace EmailAgent.Providers.Egress;

/// <summary>Where addresses that users name may lead; bound from the configuration section <c>Egress</c>.</summary>
public sealed class EgressOptions
{
    /// <summary>
    /// Networks that are allowed although they are not the public internet, such as <c>192.168.1.0/24</c> or <c>::1/128</c>; empty
    /// entries are none. Default: none.
    /// </summary>
    public IList<string> Allow { get; init; } = [];
}
