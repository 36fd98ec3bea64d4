"""Run by the Python that LibreOffice brings (not by pytest): let LibreOffice accept or reject every change of files.

python3 libreoffice_settle.py PIPE FILE OUT accept|reject [FILE OUT accept|reject …]
"""

import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue


def main(pipe: str, *jobs: str) -> None:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except Exception:
            time.sleep(0.25)
    services = there.ServiceManager
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", there)
    dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", there)
    for source, target, what in zip(jobs[::3], jobs[1::3], jobs[2::3], strict=True):
        document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, (prop("Hidden", True),))
        command = ".uno:AcceptAllTrackedChanges" if what == "accept" else ".uno:RejectAllTrackedChanges"
        dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
        document.storeToURL(Path(target).as_uri(), (prop("FilterName", "MS Word 2007 XML"),))
        document.close(True)
    desktop.terminate()


def prop(name: str, value: object) -> PropertyValue:
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


main(*sys.argv[1:])
