namespace BankView.Data;

/// <summary>Tells a member's open pages that their accounts, transactions or consents changed, so that they read again.</summary>
public sealed class MemberDataEvents : UserEvents;
