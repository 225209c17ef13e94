import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0007_submissions"),
        ("trials", "0003_flags"),
    ]

    operations = [
        migrations.AddField(
            model_name="trialreportpage",
            name="invitation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cms.calltoaction",
            ),
        ),
    ]
